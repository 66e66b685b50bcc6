package dev.millrace.generator.workload;

import dev.millrace.generator.workload.curve.Curve;
import dev.millrace.generator.workload.curve.Steady;
import dev.millrace.settings.Beside;
import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Rate;
import dev.millrace.settings.Scalar;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a source's rate moves, as it stands in the file. What it comes to, event by event, are its {@link DueTimes}.
 *
 * <p>A workload can be changed while a run goes on, without disturbing what was due before: see {@link #changedAt}.
 */
@Doc("How many events a second, and how that moves: a rate such as 5000/s, or a mapping that says more.")
public sealed interface Workload
        permits Workload.Constant,
                Workload.Poisson,
                Ramp,
                Steps,
                Sine,
                Spike,
                Gaussian,
                Diurnal,
                Stages,
                Workload.Arriving {

    /** The rate over time, in given circumstances. */
    Curve curve(Circumstances in);

    /** The workload in some words, for a person. */
    String describe();

    /**
     * The highest rate it comes to, events a second, were it to go on for long enough. Where rates are drawn, one that is
     * exceeded once in a thousand million draws.
     */
    double highestPerSecond();

    /** How events lie under the rate. */
    default Arrivals arrivals() {
        return Arrivals.EVEN;
    }

    /** The rate alone, however events lie under it. */
    default Workload evenly() {
        return this;
    }

    /** How long its own shape takes; after that, if anything, it only keeps its rate. Empty where there is no such time. */
    default Optional<Duration> span() {
        return Optional.empty();
    }

    /** Whether the rate depends on the clock on the wall. */
    default boolean followsCalendar() {
        return false;
    }

    /**
     * This workload until a moment of its time, and another one from then on. All that is due before that moment is due
     * as ever, and the events go on counting: rate and index have no seam, since sums of events are never rounded where
     * one workload goes over into the next. So a run whose rate is changed keeps its list of changes as a fact, each with
     * the moment it holds from, and every event's due time still follows from facts alone.
     *
     * @throws InvalidSetting if events lie differently under the other rate: that cannot change within a run
     */
    default Workload changedAt(Duration moment, Workload other) {
        if (arrivals() != other.arrivals()) {
            throw new InvalidSetting("arrivals", "cannot be changed while a run goes on");
        }
        var stages =
                new Stages(List.of(new Stage.Rated(evenly(), moment), new Stage.Rated(other.evenly(), null)), null);
        return arrivals() == Arrivals.EVEN ? stages : new Arriving(stages, arrivals());
    }

    @Doc("The same rate all the time, but for bursts and gaps.")
    @Scalar
    record Constant(
            @Doc("Events a second, such as 5000/s.") Rate constant,

            @Doc("More events for a while, again and again.") @Nullable
            Bursts bursts,

            @Doc("No events for a while, again and again; where both are due, the gap holds.") @Nullable
            Gaps gaps)
            implements Workload {
        public Constant {
            if (bursts != null) {
                Limits.factor("bursts.multiplier", bursts.multiplier(), constant.perSecond());
            }
            Swell.check(bursts, gaps);
        }

        /** A rate that never moves. */
        public Constant(Rate constant) {
            this(constant, null, null);
        }

        @Override
        public Curve curve(Circumstances in) {
            return bursts == null && gaps == null
                    ? new Steady(constant.perSecond())
                    : Swell.curve(constant.perSecond(), bursts, gaps);
        }

        @Override
        public double highestPerSecond() {
            return constant.perSecond() * (bursts == null ? 1 : Math.max(1, bursts.multiplier()));
        }

        @Override
        public String describe() {
            return constant
                    + (bursts == null ? "" : ", " + bursts.describe())
                    + (gaps == null ? "" : ", " + gaps.describe());
        }
    }

    @Doc("Events that come independently of each other, so many a second in the mean.")
    record Poisson(
            @Doc("Events a second in the mean, such as 5000/s.")
            Rate poisson) implements Workload {
        public Poisson {
            Limits.rate("poisson", poisson.perSecond());
        }

        @Override
        public Curve curve(Circumstances in) {
            return new Steady(poisson.perSecond());
        }

        @Override
        public double highestPerSecond() {
            return poisson.perSecond();
        }

        @Override
        public String describe() {
            return poisson + " in the mean, independently of each other";
        }

        @Override
        public Arrivals arrivals() {
            return Arrivals.POISSON;
        }

        @Override
        public Workload evenly() {
            return new Constant(poisson);
        }
    }

    @Doc("A rate under which events come as 'arrivals' says; may stand beside any kind.")
    @Beside
    record Arriving(
            @Doc("The rate.") Workload of,

            @Doc("How events lie under the rate: evenly, or independently of each other (poisson).")
            Arrivals arrivals)
            implements Workload {
        public Arriving {
            if (of instanceof Arriving || of.arrivals() != Arrivals.EVEN) {
                throw new InvalidSetting("arrivals", "is said already by what it stands beside");
            }
        }

        @Override
        public Curve curve(Circumstances in) {
            return of.curve(in);
        }

        @Override
        public double highestPerSecond() {
            return of.highestPerSecond();
        }

        @Override
        public String describe() {
            return of.describe()
                    + switch (arrivals) {
                        case EVEN -> "";
                        case POISSON -> ", independently of each other";
                    };
        }

        @Override
        public Workload evenly() {
            return of;
        }

        @Override
        public Optional<Duration> span() {
            return of.span();
        }

        @Override
        public boolean followsCalendar() {
            return of.followsCalendar();
        }
    }
}
