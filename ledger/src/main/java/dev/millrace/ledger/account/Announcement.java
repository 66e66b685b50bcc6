package dev.millrace.ledger.account;

import dev.millrace.event.interval.IntervalSet;

/**
 * What a source has announced of one kind.
 *
 * @param count   how many indices
 * @param awaited those of them of which is yet to be seen what was announced; must not be changed. Of what is left out
 *                there is nothing to see
 */
public record Announcement(long count, IntervalSet awaited) {
    /** Nothing was announced. */
    public static final Announcement NONE = new Announcement(0, new IntervalSet());
}
