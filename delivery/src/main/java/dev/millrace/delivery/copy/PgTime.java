package dev.millrace.delivery.copy;

import java.time.Instant;

/**
 * Times as PostgreSQL counts them: microseconds since 2000-01-01T00:00:00Z.
 *
 * <p>{@code timestamptz} reaches from 4714 BC to the year 294276, and microseconds since 1970 in a long to the year 294247;
 * the narrower range is taken. Times are cut to the microsecond, towards the past.
 */
public final class PgTime {
    /** What {@code 'infinity'} is inside. */
    public static final long INFINITY = Long.MAX_VALUE;

    private static final long EPOCH_SECOND = 946_684_800L;
    private static final long FIRST_SECOND = -211_813_488_000L;
    private static final long END_SECOND = 9_222_425_352_054L;

    private PgTime() {}

    /**
     * A time as PostgreSQL counts it.
     *
     * @param name what to call the time in the error
     * @throws UnstorableValue if it is outside the years PostgreSQL knows
     */
    public static long of(String name, Instant time) throws UnstorableValue {
        long second = time.getEpochSecond() - EPOCH_SECOND;
        if (second < FIRST_SECOND || second >= END_SECOND) {
            throw new UnstorableValue(name + " is outside the years that PostgreSQL can hold, -4713 to 294246");
        }
        return second * 1_000_000L + time.getNano() / 1_000;
    }

    /** A record's timestamp as PostgreSQL counts it; infinity where it is later than PostgreSQL knows. */
    public static long ofEpochMillis(long millis) {
        long first = (FIRST_SECOND + EPOCH_SECOND) * 1_000;
        long end = (END_SECOND + EPOCH_SECOND) * 1_000;
        return millis >= end ? INFINITY : (Math.max(first, millis) - EPOCH_SECOND * 1_000) * 1_000;
    }
}
