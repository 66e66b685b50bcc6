package dev.millrace.generator.workload.curve;

/** Sums and products of times that end at the end of time instead of running over. Pure. */
final class Sums {
    private Sums() {}

    /** Both together; none is negative. */
    static long add(long one, long other) {
        long sum = one + other;
        return sum < 0 ? Curve.ENDLESS : sum;
    }

    /** One as often as the other says; none is negative. */
    static long times(long one, long other) {
        return Math.multiplyHigh(one, other) != 0 || one * other < 0 ? Curve.ENDLESS : one * other;
    }
}
