package dev.millrace.flow.limit;

/**
 * One of the loops on an instance that take permits of a limit. It says how much it has waiting, so that the instance asks
 * for what all its callers need together: nothing is forfeited, and others get what is left. For one thread.
 */
public final class LimitCaller {
    private final SharedLimit limit;
    private final Backlog.Part waiting;

    LimitCaller(SharedLimit limit, Backlog.Part waiting) {
        this.limit = limit;
        this.waiting = waiting;
    }

    /**
     * Takes permits to send now, as many as there are, up to the wanted number. Returns at once.
     *
     * @param wanted  how many could be sent now, at least 1
     * @param backlog how many are waiting in all, those among them
     * @return how many may be sent, from 0
     */
    public int tryAcquire(int wanted, long backlog) {
        int got = limit.take(wanted);
        if (got < wanted) {
            waiting.tell(backlog - got);
            limit.askIfDue();
        }
        return got;
    }

    /** How long to wait before asking again: see the limit. */
    public long nanosUntilNext() {
        return limit.nanosUntilNext();
    }

    /** The permits there are a second for all who share the limit. */
    public double perSecond() {
        return limit.perSecond();
    }
}
