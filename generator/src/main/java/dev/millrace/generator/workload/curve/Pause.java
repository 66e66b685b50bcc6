package dev.millrace.generator.workload.curve;

/**
 * Nothing, for a while.
 *
 * @param length how long, nanoseconds
 */
public record Pause(long length) implements Curve {
    @Override
    public double events() {
        return 0;
    }

    @Override
    public double eventsBy(long nanos) {
        return 0;
    }

    @Override
    public long nanosAt(double events) {
        return length;
    }

    @Override
    public double perSecondAt(long nanos) {
        return 0;
    }

    @Override
    public double lastPerSecond() {
        return 0;
    }
}
