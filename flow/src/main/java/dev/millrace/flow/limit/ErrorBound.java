package dev.millrace.flow.limit;

import dev.millrace.settings.Share;
import java.time.Duration;

/**
 * By how much a limit can be exceeded when its log is lost or out of reach. While the log is there, a limit is not
 * exceeded at all. How the figures come about is told in {@code docs/flow-control.md}.
 *
 * @param permits   what a window may hold
 * @param instances how many share it; those that start while the log is out of reach know of none but themselves and
 *                  must be counted as that many instances of a limit of their own
 * @param window    the limit's
 * @param burst     the limit's
 */
public record ErrorBound(long permits, long instances, Duration window, Share burst) {
    /** What one instance takes at most in a window when it decides alone. */
    public long local() {
        return Math.max(1, (long) (LocalBucket.PART * permits / instances));
    }

    /**
     * The most that any window holds while all instances decide alone. Where nine tenths of the limit are fewer events than
     * there are instances, that is one event each; in the mean it is nine tenths all the same.
     */
    public long alone() {
        return instances * local();
    }

    /**
     * The most that any window holds in which the log went out of reach or came back: the log's permits may all have
     * gone to one instance, and all the others then take their local share.
     */
    public long worstWindowOfAnOutage() {
        return permits + (instances - 1) * local();
    }

    /**
     * The most that any window holds in which the log was emptied: until an instance learns of it, with its next answer,
     * it is granted one lease that the new log cannot set off against what was spent before.
     */
    public long worstWindowOfALoss() {
        var timing = LeaseTiming.of(window);
        double lease =
                (Credit.PERIODS_KEPT + 1.0) * timing.periodMicros(instances) / timing.windowMicros() + burst.fraction();
        return permits + (long) Math.ceil(Math.min(1, lease) * permits) + instances;
    }
}
