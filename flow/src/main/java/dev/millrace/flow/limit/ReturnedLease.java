package dev.millrace.flow.limit;

/**
 * A lease whose time is over, and of which not all was spent: what is left may go to others.
 *
 * @param lease   its number in the log
 * @param granted how many permits it had
 * @param spent   how many of them were spent, fewer than it had
 */
public record ReturnedLease(long lease, long granted, long spent) {
    /** How many are given back. */
    long left() {
        return granted - spent;
    }
}
