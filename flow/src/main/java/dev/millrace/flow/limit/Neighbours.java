package dev.millrace.flow.limit;

import java.util.concurrent.TimeUnit;

/**
 * How many instances share a limit, as the log's answers say. After an outage the log hears of them one by one, and the
 * first is told that it is alone; should the log be lost again right then, that must not make it take all there is.
 * So what was known a while ago counts until the others had time to come back. Not thread-safe.
 */
final class Neighbours {
    /** As long as the log remembers an instance that it does not hear of. */
    private static final long MEMORY_NANOS = TimeUnit.SECONDS.toNanos(5);

    private long now = 1;
    private long most = 1;
    private long mostBefore = 1;
    private long since;
    private boolean begun;

    /** Takes in what an answer says. Time without answers makes nothing forgotten. */
    void answered(long instances, long at) {
        now = instances;
        if (!begun || at - since > MEMORY_NANOS) {
            mostBefore = begun ? most : instances;
            most = instances;
            since = at;
            begun = true;
        }
        most = Math.max(most, instances);
    }

    /** As many as there are at least, as far as is known: the last answer does not take any away. */
    void answeredByNewLog(long instances, long at) {
        answered(Math.max(now, instances), at);
    }

    /** By the last answer. */
    long now() {
        return now;
    }

    /** The most there were of late: with these the limit is shared when nobody can be asked. */
    long most() {
        return Math.max(most, mostBefore);
    }
}
