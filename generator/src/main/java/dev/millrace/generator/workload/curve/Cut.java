package dev.millrace.generator.workload.curve;

/** The beginning of another curve. */
public final class Cut implements Curve {
    private final Curve curve;
    private final long length;
    private final double events;

    private Cut(Curve curve, long length) {
        this.curve = curve;
        this.length = length;
        this.events = Whole.near(curve.eventsBy(length));
    }

    /** A curve's first so many nanoseconds; the curve itself if it is no longer. */
    public static Curve of(Curve curve, long nanos) {
        return nanos >= curve.length() ? curve : new Cut(curve, nanos);
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public double events() {
        return events;
    }

    @Override
    public double eventsBy(long nanos) {
        return nanos >= length ? events : Math.min(events, curve.eventsBy(nanos));
    }

    @Override
    public long nanosAt(double wanted) {
        return wanted >= events ? length : Math.min(length, curve.nanosAt(wanted));
    }

    @Override
    public double perSecondAt(long nanos) {
        return nanos >= length ? 0 : curve.perSecondAt(nanos);
    }

    @Override
    public double lastPerSecond() {
        return curve.perSecondAt(length - 1);
    }
}
