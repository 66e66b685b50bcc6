package dev.millrace.generator.anomaly;

import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Share;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is wrong with a source's events. Of the first four an event has one at most; the shares are of all events. */
@Doc("What is wrong with some events, on purpose and known to the ledger.")
public record AnomalySettings(
        @Doc("Events that are left out.") @Nullable Share drop,

        @Doc("Events that are records nobody can read.") @Nullable
        Poison poison,

        @Doc("Events that come long after their time.") @Nullable
        Late late,

        @Doc("Events that come a little behind later ones.") @Nullable
        OutOfOrder outOfOrder,

        @Doc("Events that are sent twice.") @Nullable Duplicate duplicate,

        @Doc("Events whose time is told by a clock that is wrong.") @Nullable
        ClockSkew clockSkew) {
    public AnomalySettings {
        if (Stream.of(drop, poison, late, outOfOrder, duplicate, clockSkew).allMatch(part -> part == null)) {
            throw new InvalidSetting(
                    "",
                    "must name at least one of 'drop', 'poison', 'late', 'out-of-order', 'duplicate' and 'clock-skew'");
        }
        double sum = DoubleStream.of(
                        fraction(drop),
                        fraction(poison == null ? null : poison.share()),
                        fraction(late == null ? null : late.share()),
                        fraction(outOfOrder == null ? null : outOfOrder.share()))
                .sum();
        if (sum > 1) {
            throw new InvalidSetting(
                    "", "the shares of 'drop', 'poison', 'late' and 'out-of-order' must not come to more than 100%");
        }
    }

    static double fraction(@Nullable Share share) {
        return share == null ? 0 : share.fraction();
    }
}
