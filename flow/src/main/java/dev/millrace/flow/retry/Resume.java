package dev.millrace.flow.retry;

/**
 * Where a source goes on after an outage.
 *
 * @param next    the index of the next event to send
 * @param skipped how many are left out
 * @param backlog how many are to be sent late
 */
public record Resume(long next, long skipped, long backlog) {
    /**
     * Decides.
     *
     * @param sent how many events were sent before the outage: the next index
     * @param due  how many have fallen due by now
     */
    public static Resume after(ResumeSettings settings, long sent, long due) {
        long missed = Math.max(0, due - sent);
        return switch (settings.onResume()) {
            case CATCH_UP -> new Resume(sent, 0, missed);
            case SKIP -> new Resume(sent + missed, missed, 0);
        };
    }
}
