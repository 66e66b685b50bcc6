package dev.millrace.generator.field;

import dev.millrace.generator.network.IpBlock;
import dev.millrace.settings.Distance;
import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Fields that hold a place, on a network or on the ground. */
public sealed interface PlaceKind extends FieldKind {

    @Doc("An IP address.")
    record Ip(
            @Doc("Which of the two.") IpVersion ip,

            @Doc("The block it is from; without it any public one.") @Nullable
            IpBlock within,

            @Doc("How many different ones there are; without it, as many as the block has.") @Nullable
            Long cardinality,

            @Doc("Some of them come up more often than others.") @Nullable
            Skew skew)
            implements PlaceKind {
        public Ip {
            if (within != null && within.four() != (ip == IpVersion.V4)) {
                throw new InvalidSetting("within", within + " is of the other version of IP");
            }
            if (cardinality != null && cardinality < 1) {
                throw new InvalidSetting("cardinality", "must be at least 1, was " + cardinality);
            }
            if (skew != null && cardinality == null) {
                throw new InvalidSetting("skew", "needs 'cardinality': how many different ones to draw from");
            }
        }
    }

    /** Which addresses are made. */
    enum IpVersion {
        V4,
        V6
    }

    @Doc("A point on the ground, as {lat, lon} in degrees.")
    record Geo(
            @Doc("Where the points lie.") Circle geo,

            @Doc("Move from event to event instead of jumping.") @Nullable
            Stroll walk)
            implements PlaceKind {}

    /** A circle on the ground. */
    record Circle(
            @Doc("Latitude of the middle, degrees north.") double lat,
            @Doc("Longitude of the middle, degrees east.") double lon,
            @Doc("How far the points lie from it at most.") Distance radius) {
        /** Nearer to the poles, circles and degrees do not go together. */
        private static final double NEAREST_TO_POLE = 85;

        private static final double WIDEST_METRES = 500_000;

        public Circle {
            Bounds.within("lat", lat, -NEAREST_TO_POLE, NEAREST_TO_POLE);
            Bounds.within("lon", lon, -180, 180);
            if (!(radius.metres() > 0 && radius.metres() <= WIDEST_METRES)) {
                throw new InvalidSetting("radius", "must lie above 0m and up to 500km, was " + radius);
            }
        }
    }

    /** How a point moves. */
    record Stroll(
            @Doc("How far it comes in one step, roughly.") Distance step,

            @Doc("The field that says whose point it is, such as a vehicle's id; without it there is one for all.")
            @Nullable
            String by,

            @Doc("How long a step takes. Without it, each event of the same one is a step, which needs 'by' to be a"
                    + " sequence with a cardinality.")
            @Nullable
            Duration every) {
        public Stroll {
            if (step.metres() <= 0) {
                throw new InvalidSetting("step", "must be more than 0m");
            }
            KeyedKind.checkPositive("every", every);
        }
    }
}
