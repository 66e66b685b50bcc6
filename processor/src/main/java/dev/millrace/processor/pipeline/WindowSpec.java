package dev.millrace.processor.pipeline;

import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import dev.millrace.settings.Durations;
import dev.millrace.settings.InvalidSetting;
import java.time.Duration;

/**
 * How events are gathered.
 *
 * @param tumbling length of the windows, which follow each other without a gap, aligned to 1970-01-01T00:00Z;
 *                 whole milliseconds
 * @param grace    how long after its end a window still takes events that come late, measured by the time of the
 *                 events that arrive; whole milliseconds
 * @param ahead    how far ahead of the clock an event may be; one further ahead is dead-lettered, for it would close
 *                 all windows before their time, and every honest event after it would be late
 * @param by       what events are gathered by: {@code key}, the key of the record that carries the event, or a
 *                 CEL expression, for which the events are partitioned anew
 */
@Doc("How events are gathered.")
public record WindowSpec(
        @Doc("Length of the windows, which follow each other without a gap.")
        Duration tumbling,

        @Doc("How long after its end a window still takes events that come late.") @Default("0s")
        Duration grace,

        @Doc(
                "How far ahead of the clock an event's time may be; others are dead-lettered, lest they close all windows.")
        @Default("1d")
        Duration ahead,

        @Doc("What events are gathered by: key, or an expression (CEL) such as data.region.") @Default("key")
        String by) {

    /** The word for gathering by the key the events already have. */
    public static final String KEY = "key";

    public WindowSpec {
        if (tumbling.compareTo(Duration.ofMillis(1)) < 0 || !isWholeMillis(tumbling)) {
            throw new InvalidSetting(
                    "tumbling", "must be at least 1ms, in whole milliseconds, was " + Durations.format(tumbling));
        }
        if (grace.isNegative() || !isWholeMillis(grace)) {
            throw new InvalidSetting(
                    "grace", "must be zero or more, in whole milliseconds, was " + Durations.format(grace));
        }
        if (!ahead.isPositive()) {
            throw new InvalidSetting("ahead", "must be longer than zero, was " + Durations.format(ahead));
        }
        if (by.isBlank()) {
            throw new InvalidSetting("by", "must be 'key' or an expression such as data.region");
        }
    }

    private static boolean isWholeMillis(Duration duration) {
        return duration.toNanosPart() % 1_000_000 == 0;
    }
}
