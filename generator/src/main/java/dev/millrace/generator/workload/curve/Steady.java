package dev.millrace.generator.workload.curve;

/**
 * The same rate for ever.
 *
 * @param perSecond events a second, from 0
 */
public record Steady(double perSecond) implements Curve {
    private static final double NANOS = 1e9;

    @Override
    public long length() {
        return ENDLESS;
    }

    @Override
    public double events() {
        return perSecond == 0 ? 0 : Double.POSITIVE_INFINITY;
    }

    @Override
    public double eventsBy(long nanos) {
        return nanos <= 0 ? 0 : nanos * (perSecond / NANOS);
    }

    @Override
    public long nanosAt(double events) {
        // A double holds this to a nanosecond for about 100 days; later due times are as even as doubles are.
        return perSecond == 0 ? ENDLESS : (long) Math.ceil(events * (NANOS / perSecond));
    }

    @Override
    public double perSecondAt(long nanos) {
        return nanos < 0 ? 0 : perSecond;
    }

    @Override
    public double lastPerSecond() {
        return perSecond;
    }
}
