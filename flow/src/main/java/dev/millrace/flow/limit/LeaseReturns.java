package dev.millrace.flow.limit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * What one instance has to give back to a log with the next question. A log that has heard of a return before, or of
 * which the lease has ceased to count, makes nothing of it: so what may have been lost on the way is said again. Not
 * thread-safe.
 */
final class LeaseReturns {
    /** More than a window has leases of one instance that is held up again and again; the oldest ones count the least. */
    private static final int MOST = 64;

    private final Queue<ReturnedLease> waiting = new ArrayDeque<>();

    /** Gives how many permits that are. */
    long add(ReturnedLease lease) {
        if (lease.left() > 0) {
            if (waiting.size() == MOST) {
                waiting.remove();
            }
            waiting.add(lease);
        }
        return lease.left();
    }

    /** A question was not answered. */
    void addAgain(List<ReturnedLease> leases) {
        leases.forEach(this::add);
    }

    /** The numbers mean nothing to a log that has begun anew. */
    void forget() {
        waiting.clear();
    }

    List<ReturnedLease> drain() {
        var all = new ArrayList<>(waiting);
        waiting.clear();
        return all;
    }
}
