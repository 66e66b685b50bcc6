package dev.millrace.generator.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A {@link RateChange} as it stands on the log. It holds only if Kafka had it some time before the moment it holds from,
 * for by then instances send by the rate they know of; one that came later holds for nobody.
 *
 * @param program to whom the run belongs
 * @param run     the run's id
 * @param change  what changes
 * @param by      until when Kafka must have it, by the brokers' clock; null where it holds whenever it came: it was
 *                found to hold, or an earlier version wrote it
 */
record RunRate(
        String program,
        String run,
        RateChange change,
        @Nullable Instant by) {

    /** As it stands on the log once it is known that Kafka had it in time. */
    RunRate inTime() {
        return new RunRate(program, run, change, null);
    }

    /**
     * Whether it holds.
     *
     * @param appended when Kafka had it; null where the topic does not say, and it then holds
     */
    boolean holds(@Nullable Instant appended) {
        return by == null || appended == null || !appended.isAfter(by);
    }
}
