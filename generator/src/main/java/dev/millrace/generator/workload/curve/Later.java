package dev.millrace.generator.workload.curve;

/** An endless curve from a later moment on. */
final class Later implements Curve {
    private final Curve curve;
    private final long start;
    private final double before;

    Later(Curve curve, long start) {
        this.curve = curve;
        this.start = start;
        this.before = curve.eventsBy(start);
    }

    @Override
    public long length() {
        return ENDLESS;
    }

    @Override
    public double events() {
        return curve.events();
    }

    @Override
    public double eventsBy(long nanos) {
        return nanos <= 0 ? 0 : curve.eventsBy(Sums.add(start, nanos)) - before;
    }

    @Override
    public long nanosAt(double events) {
        long nanos = curve.nanosAt(before + events);
        return nanos == ENDLESS ? ENDLESS : Math.max(0, nanos - start);
    }

    @Override
    public double perSecondAt(long nanos) {
        return nanos < 0 ? 0 : curve.perSecondAt(Sums.add(start, nanos));
    }

    @Override
    public double lastPerSecond() {
        return curve.lastPerSecond();
    }
}
