package dev.millrace.generator.random;

/**
 * A random walk between two bounds whose value at any step is worked out from the seed alone.
 *
 * <p>Way points, a power of two of steps apart, are drawn evenly over the range; between two of them the walk is a
 * Brownian bridge, filled in by halving: the middle of a stretch of {@code n} steps lies at the mean of its ends, off
 * by a normal draw of deviation {@code step · √n / 2}. So neighbours differ by about {@code step}, and one value
 * costs as many draws as there are halvings, at most {@value #MOST_HALVINGS}, however far the walk has come. What
 * would leave the range is folded back. Pure and thread-safe.
 */
public final class RandomWalk {
    private static final int MOST_HALVINGS = 20;

    private final double min;
    private final double range;
    private final double step;
    private final int halvings;

    /** @param step the deviation from one step to the next */
    public RandomWalk(double min, double max, double step) {
        this.min = min;
        this.range = max - min;
        this.step = step;
        // A free walk takes (range / step)^2 steps to cross the range: way points that far apart hardly pull.
        double crossing = Math.min((range / step) * (range / step), (double) (1L << MOST_HALVINGS));
        this.halvings = Math.max(1, 64 - Long.numberOfLeadingZeros((long) Math.ceil(crossing) - 1));
    }

    /** The value at a step. */
    public double at(long seed, long position) {
        long start = position >> halvings << halvings;
        long length = 1L << halvings;
        if (position == start) {
            return wayPoint(seed, position);
        }
        double left = wayPoint(seed, start);
        double right = wayPoint(seed, start + length);
        while (position != start) {
            length >>= 1;
            double z = NormalQuantile.of(Math.clamp(Draw.unit(~seed, start + length), 0x1.0p-54, 1 - 0x1.0p-53));
            double middle = (left + right) / 2 + step * Math.sqrt(2.0 * length) / 2 * z;
            if (position >= start + length) {
                start += length;
                left = middle;
            } else {
                right = middle;
            }
        }
        return folded(left);
    }

    /** The value between two steps, on a straight line from one to the other. */
    public double between(long seed, double position) {
        long before = (long) Math.floor(position);
        double share = position - before;
        double from = at(seed, before);
        return share == 0 ? from : from + share * (at(seed, before + 1) - from);
    }

    private double wayPoint(long seed, long position) {
        return min + range * Draw.unit(seed, position >> halvings);
    }

    private double folded(double value) {
        double turn = Math.abs(value - min) % (2 * range);
        return min + (turn <= range ? turn : 2 * range - turn);
    }
}
