package dev.millrace.flow.limit;

import java.util.List;

/**
 * What an instance asks of a limit's log. Times are in microseconds, as the server counts them.
 *
 * @param limit        the limit's name
 * @param instance     who asks; without a colon
 * @param permits      the limit: how many permits a window may hold
 * @param windowMicros the window
 * @param leadMicros   from the grant to the earliest time of spending; the same for all that share a limit
 * @param lifeMicros   from then to the latest time of spending
 * @param want         how many permits are wanted; {@link #NOTHING} to tell and ask nothing but how things stand
 * @param demand       how many permits a window the instance could use, as things are
 * @param activeMicros for how long the instance is to be counted as one that uses its share
 * @param leaving      whether the instance takes its leave
 * @param spent        what it has spent without the log's knowledge
 * @param returned     what it gives back
 */
public record LeaseRequest(
        String limit,
        String instance,
        long permits,
        long windowMicros,
        long leadMicros,
        long lifeMicros,
        long want,
        long demand,
        long activeMicros,
        boolean leaving,
        List<SpentPermits> spent,
        List<ReturnedLease> returned) {
    /** No permits wanted. */
    public static final long NOTHING = 0;

    public LeaseRequest {
        spent = List.copyOf(spent);
        returned = List.copyOf(returned);
    }

    /** A request of an instance, with the times that follow from the limit's window. */
    static LeaseRequest of(
            SharedLimit.LimitName name,
            long permits,
            LeaseTiming timing,
            long want,
            long demand,
            long active,
            boolean leaving,
            List<SpentPermits> spent,
            List<ReturnedLease> returned) {
        return new LeaseRequest(
                name.limit(),
                name.instance(),
                permits,
                timing.windowMicros(),
                timing.leadMicros(),
                timing.lifeMicros(),
                want,
                demand,
                active,
                leaving,
                spent,
                returned);
    }
}
