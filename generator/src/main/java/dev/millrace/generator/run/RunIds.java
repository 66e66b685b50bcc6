package dev.millrace.generator.run;

import java.time.Clock;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Makes ids of runs: short, for every event carries one, and in the order of time. Seconds since 2020 and
 * 30 random bits, both in base 32 (Crockford's digits). Thread-safe if the generator is.
 */
public final class RunIds {
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final long SINCE = 1_577_836_800L;

    private final Clock clock;
    private final RandomGenerator random;

    public RunIds(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** A new id, such as {@code r6hk2v1-x7k2qd}. */
    public String next() {
        var id = new StringBuilder("r");
        digits(clock.instant().getEpochSecond() - SINCE, 6, id);
        digits(random.nextLong(1L << 30), 6, id.append('-'));
        return id.toString().toLowerCase(Locale.ROOT);
    }

    private static void digits(long value, int count, StringBuilder out) {
        for (int shift = 5 * (count - 1); shift >= 0; shift -= 5) {
            out.append(DIGITS.charAt((int) (value >>> shift) & 31));
        }
    }
}
