package dev.millrace.generator.random;

import java.nio.charset.StandardCharsets;

/**
 * Counter-based randomness: the bits of draw {@code index} under {@code seed}, without state.
 *
 * <p>The bits come from two rounds of the 64-bit finaliser of MurmurHash3 with the constants David Stafford
 * found (his variant 13), the mixer that SplitMix64 uses; Steele, Lea and Flood, <i>Fast Splittable Pseudorandom
 * Number Generators</i>, 2014. It is not for secrets. All methods are pure and thread-safe.
 */
public final class Draw {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;
    private static final double TO_UNIT = 0x1.0p-53;

    private Draw() {}

    /** A seed for one purpose, from a wider one and the purpose's name. */
    public static long seed(long wider, String purpose) {
        long hash = mix(wider + GAMMA);
        for (byte b : purpose.getBytes(StandardCharsets.UTF_8)) {
            hash = mix((hash ^ b) + GAMMA);
        }
        return hash;
    }

    /** 64 random bits. */
    public static long bits(long seed, long index) {
        return mix(seed + mix(index * GAMMA + seed));
    }

    /** Evenly spread over {@code [0, 1)}, in steps of 2^-53. */
    public static double unit(long seed, long index) {
        return (bits(seed, index) >>> 11) * TO_UNIT;
    }

    /** Evenly spread over {@code [0, bound)}; the bias, at most bound / 2^64, is below what could be seen. */
    public static long below(long bound, long seed, long index) {
        return Math.unsignedMultiplyHigh(bits(seed, index), bound);
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
