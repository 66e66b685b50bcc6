package dev.millrace.event;

/**
 * Trace contexts that follow from an event's index, so that a stream can be traced without carrying a context for
 * each of its events. Pure and thread-safe.
 *
 * <p>With {@code bits(n) = mix(seed + mix(n · GAMMA + seed))}, all modulo 2^64, event {@code i} has the trace id
 * {@code bits(3i) | 1}, {@code bits(3i + 1)} and the span id {@code bits(3i + 2) | 1}. The mixer is the finaliser
 * of SplitMix64 (Steele, Lea and Flood, <i>Fast Splittable Pseudorandom Number Generators</i>, 2014).
 *
 * <p>Which events are sampled follows from the trace id as OpenTelemetry's consistent probability sampling has it:
 * those whose last 56 bits are not below {@code rejection}. So every service that goes by it decides alike.
 *
 * @param seed      of one source in one run
 * @param rejection from 0 (all are sampled) to {@link #NONE_SAMPLED} (none is)
 */
public record TraceDerivation(long seed, long rejection) {
    /** All events are sampled. */
    public static final long ALL_SAMPLED = 0;
    /** No event is sampled. */
    public static final long NONE_SAMPLED = 1L << 56;

    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    public TraceDerivation {
        if (rejection < ALL_SAMPLED || rejection > NONE_SAMPLED) {
            throw new IllegalArgumentException("rejection must be from 0 to 2^56, was " + rejection);
        }
    }

    /** The context of event {@code index}. */
    public TraceContext at(long index) {
        return new TraceContext(high(index), low(index), span(index), sampled(index));
    }

    /** Upper half of the trace id; never zero. */
    public long high(long index) {
        return bits(3 * index) | 1;
    }

    /** Lower half of the trace id. */
    public long low(long index) {
        return bits(3 * index + 1);
    }

    /** The span id; never zero. */
    public long span(long index) {
        return bits(3 * index + 2) | 1;
    }

    /** Whether event {@code index} is sampled. */
    public boolean sampled(long index) {
        return (low(index) & (NONE_SAMPLED - 1)) >= rejection;
    }

    private long bits(long n) {
        return mix(seed + mix(n * GAMMA + seed));
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
