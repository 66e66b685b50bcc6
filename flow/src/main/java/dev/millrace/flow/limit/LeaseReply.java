package dev.millrace.flow.limit;

/**
 * What a limit's log answers.
 *
 * @param granted    how many permits the lease has
 * @param waitMicros when some more will be free at the earliest; 0 if some are now
 * @param used       how many permits count against the limit now, the granted ones among them
 * @param instances  how many instances share the limit, the one that asked among them
 * @param level      the most that one instance should take in a window, so that all get a fair share; in
 *                   thousandths of a permit
 * @param nowMicros  the log's clock, which never goes back
 * @param epoch      tells this log from one that has begun anew, with nothing in it
 * @param lease      the number of what was granted, by which it can be given back
 */
public record LeaseReply(
        long granted, long waitMicros, long used, long instances, long level, long nowMicros, long epoch, long lease) {}
