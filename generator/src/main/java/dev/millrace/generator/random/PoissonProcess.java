package dev.millrace.generator.random;

import java.util.Arrays;

/**
 * Independent arrivals, one a unit of time in the mean, of which any can be worked out from the seed alone.
 *
 * <p>Time is cut into stretches of 64, 64, 128, 256, … units, each twice as long as the one before. How many arrivals a
 * stretch has is a Poisson draw of its own, since what happens in one is independent of all others. A stretch is halved
 * until 64 units are left: given <i>n</i> arrivals in the whole, those in its first half are binomial (<i>n</i>, ½). In
 * the last 64 units the arrivals lie evenly spread. These are the defining properties of the process (Kingman,
 * <i>Poisson Processes</i>, 1993, sections 2.1 and 2.4); the halving is the bridge construction that {@link RandomWalk}
 * uses too. Finding an arrival takes as many draws as there are halvings, at most 56, plus those of 64 units, which are
 * kept for the neighbours.
 *
 * <p>Binomial draws count bits up to 4096 arrivals, and are exact; above, a rounded normal one is off by less than
 * 1 in 10 000. Draws of long stretches use the expansion of Cornish and Fisher, <i>Moments and cumulants in the
 * specification of distributions</i>, 1937. Thread-safe.
 */
public final class PoissonProcess {
    private static final int LEAF = 64;
    private static final int LEAF_BITS = 6;
    /** Reaches beyond 10^18 arrivals. */
    private static final int STRETCHES = 56;

    private static final int MOST_COUNTED = 4096;

    private final long seed;
    private final long halves;
    private final long offsets;
    /** How many arrivals there are before each stretch, and at last after all. */
    private final long[] before = new long[STRETCHES + 1];

    private volatile Leaf latest;

    /**
     * A piece of time that is not halved any more.
     *
     * @param start   its beginning, units of time
     * @param first   the number of its first arrival
     * @param offsets when they come, from its beginning, in order
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Leaf(long start, long first, double[] offsets) {
        boolean has(long index) {
            return index >= first && index - first < offsets.length;
        }

        boolean covers(double time) {
            return time >= start && time < (double) start + LEAF;
        }
    }

    /** The process of a seed. */
    public PoissonProcess(long seed) {
        this.seed = Draw.seed(seed, "stretches");
        this.halves = Draw.seed(seed, "halves");
        this.offsets = Draw.seed(seed, "offsets");
        for (int i = 0; i < STRETCHES; i++) {
            before[i + 1] = before[i] + count(i);
        }
        this.latest = leaf(0, LEAF, 0, before[1]);
    }

    /** When an arrival comes, counted from 0; of numbers beyond any count, the end of all stretches. */
    public double at(long index) {
        var leaf = latest;
        if (!leaf.has(index)) {
            int stretch = 0;
            while (stretch < STRETCHES && before[stretch + 1] <= index) {
                stretch++;
            }
            if (stretch == STRETCHES) {
                return start(STRETCHES);
            }
            leaf = withArrival(stretch, index);
            latest = leaf;
        }
        return leaf.start() + leaf.offsets()[(int) (index - leaf.first())];
    }

    /** How many arrivals come before a time. */
    public long countBefore(double time) {
        if (!(time > 0)) {
            return 0;
        }
        var leaf = latest;
        if (!leaf.covers(time)) {
            int stretch = 0;
            while (stretch < STRETCHES && start(stretch + 1) <= time) {
                stretch++;
            }
            if (stretch == STRETCHES) {
                return before[STRETCHES];
            }
            leaf = around(stretch, time);
            latest = leaf;
        }
        int within = 0;
        while (within < leaf.offsets().length && leaf.start() + leaf.offsets()[within] < time) {
            within++;
        }
        return leaf.first() + within;
    }

    private Leaf withArrival(int stretch, long index) {
        long start = start(stretch);
        long length = length(stretch);
        long first = before[stretch];
        long count = before[stretch + 1] - first;
        while (length > LEAF) {
            length >>= 1;
            long left = leftOf(start, length, count);
            if (index < first + left) {
                count = left;
            } else {
                start += length;
                first += left;
                count -= left;
            }
        }
        return leaf(start, length, first, count);
    }

    private Leaf around(int stretch, double time) {
        long start = start(stretch);
        long length = length(stretch);
        long first = before[stretch];
        long count = before[stretch + 1] - first;
        while (length > LEAF) {
            length >>= 1;
            long left = leftOf(start, length, count);
            if (time < (double) start + length) {
                count = left;
            } else {
                start += length;
                first += left;
                count -= left;
            }
        }
        return leaf(start, length, first, count);
    }

    private Leaf leaf(long start, long length, long first, long count) {
        var times = new double[(int) count];
        long draws = Draw.bits(offsets, start);
        for (int i = 0; i < times.length; i++) {
            times[i] = length * Draw.unit(draws, i);
        }
        Arrays.sort(times);
        return new Leaf(start, first, times);
    }

    /** How many of {@code count} arrivals come in the first half, {@code length} long, of a stretch. */
    private long leftOf(long start, long length, long count) {
        // A stretch has its middle to itself: no other one is halved there.
        long draws = Draw.bits(halves, start + length);
        if (count > MOST_COUNTED) {
            double deviation = Math.sqrt((double) count) / 2;
            long off = (long) Math.rint(deviation * normal(draws, 0) + (count & 1) / 2.0);
            return Math.clamp((count >> 1) + off, 0, count);
        }
        long left = 0;
        for (long i = 0, bits = count; bits > 0; i++, bits -= Long.SIZE) {
            long some = Draw.bits(draws, i);
            left += Long.bitCount(bits >= Long.SIZE ? some : some >>> (Long.SIZE - bits));
        }
        return left;
    }

    /** How many arrivals a stretch has. */
    private long count(int stretch) {
        if (stretch == 0) {
            return few();
        }
        double mean = length(stretch);
        double root = Math.sqrt(mean);
        double z = normal(seed, stretch);
        return Math.round(mean + root * z + (z * z - 1) / 6 + (z - z * z * z) / (72 * root));
    }

    /** A Poisson draw of mean 64, by adding up chances. */
    private long few() {
        double left = Draw.unit(seed, 0);
        double chance = StrictMath.exp(-LEAF);
        long count = 0;
        while (left >= chance && count < 10 * LEAF) {
            left -= chance;
            count++;
            chance *= (double) LEAF / count;
        }
        return count;
    }

    private static double normal(long seed, long index) {
        return NormalQuantile.of(Math.clamp(Draw.unit(seed, index), 0x1.0p-54, 1 - 0x1.0p-53));
    }

    private static long start(int stretch) {
        return stretch == 0 ? 0 : 1L << (stretch - 1 + LEAF_BITS);
    }

    private static long length(int stretch) {
        return stretch == 0 ? LEAF : start(stretch);
    }
}
