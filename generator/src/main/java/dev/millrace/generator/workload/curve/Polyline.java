package dev.millrace.generator.workload.curve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A rate drawn in straight pieces, with a beginning and an end. Within a piece the sum of events is a quadratic function
 * of time, so both directions are closed forms: the inverse is the root of a quadratic equation, in the form that loses
 * no digits to cancellation (Press et al., <i>Numerical Recipes</i>, section 5.6).
 */
public final class Polyline implements Curve {
    private static final double NANOS = 1e9;

    private final List<Piece> pieces;
    /** Where pieces begin, and at last where the last one ends. */
    private final long[] times;
    /** How many events are due by then. */
    private final double[] sums;
    /** The piece last asked for; a guess for the next, whichever thread it is from. */
    private int latest;

    /**
     * A straight piece of a rate.
     *
     * @param nanos how long it is, above 0
     * @param from  events a second at its beginning
     * @param to    events a second at its end
     */
    public record Piece(long nanos, double from, double to) {
        /** A piece with the same rate throughout. */
        public static Piece level(long nanos, double perSecond) {
            return new Piece(nanos, perSecond, perSecond);
        }

        double events() {
            return (from + to) / 2 * (nanos / NANOS);
        }

        double eventsBy(long within) {
            double rise = (to - from) * ((double) within / nanos);
            return (from + rise / 2) * (within / NANOS);
        }

        double nanosAt(double events) {
            if (events <= 0) {
                return 0;
            }
            double area = events * NANOS;
            double slope = (to - from) / nanos;
            return 2 * area / (from + Math.sqrt(Math.max(0, from * from + 2 * slope * area)));
        }
    }

    /** The pieces one after the other; there is at least one. */
    public Polyline(List<Piece> pieces) {
        this.pieces = List.copyOf(pieces);
        this.times = new long[pieces.size() + 1];
        this.sums = new double[pieces.size() + 1];
        for (int i = 0; i < pieces.size(); i++) {
            var piece = this.pieces.get(i);
            times[i + 1] = Math.addExact(times[i], piece.nanos());
            sums[i + 1] = Math.max(sums[i], Whole.near(sums[i] + piece.events()));
        }
    }

    /** Takes pieces together, leaving out those without a length. */
    public static Polyline of(Piece... pieces) {
        var some = new ArrayList<Piece>();
        for (var piece : pieces) {
            if (piece.nanos() > 0) {
                some.add(piece);
            }
        }
        return new Polyline(some);
    }

    @Override
    public long length() {
        return times[times.length - 1];
    }

    @Override
    public double events() {
        return sums[sums.length - 1];
    }

    @Override
    public double eventsBy(long nanos) {
        if (nanos <= 0) {
            return 0;
        }
        if (nanos >= length()) {
            return events();
        }
        int at = pieceAt(nanos);
        double sum = sums[at] + pieces.get(at).eventsBy(nanos - times[at]);
        return Math.clamp(sum, sums[at], sums[at + 1]);
    }

    @Override
    public long nanosAt(double events) {
        if (events >= events()) {
            return length();
        }
        int at = pieceWith(Math.max(0, events));
        double within = Math.ceil(pieces.get(at).nanosAt(events - sums[at]));
        return times[at] + Math.clamp((long) within, 0, times[at + 1] - times[at]);
    }

    @Override
    public double perSecondAt(long nanos) {
        if (nanos < 0 || nanos >= length()) {
            return 0;
        }
        int at = pieceAt(nanos);
        var piece = pieces.get(at);
        return piece.from() + (piece.to() - piece.from()) * ((double) (nanos - times[at]) / piece.nanos());
    }

    @Override
    public double lastPerSecond() {
        return pieces.getLast().to();
    }

    /** The highest rate there is, events a second. */
    public double highestPerSecond() {
        return pieces.stream()
                .mapToDouble(piece -> Math.max(piece.from(), piece.to()))
                .max()
                .orElse(0);
    }

    /** The piece in which a time lies that is before the end. */
    private int pieceAt(long nanos) {
        int guess = latest;
        if (times[guess] <= nanos && nanos < times[guess + 1]) {
            return guess;
        }
        int found = Arrays.binarySearch(times, nanos);
        // Another thread may write its own guess at any time, so that what is given back is what was found here.
        int piece = found >= 0 ? found : -found - 2;
        latest = piece;
        return piece;
    }

    /** The last piece that begins with no more events than these, of which there are less than all. */
    private int pieceWith(double events) {
        int guess = latest;
        if (sums[guess] <= events && events < sums[guess + 1]) {
            return guess;
        }
        int low = 0;
        int high = pieces.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sums[middle + 1] > events) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        latest = low;
        return low;
    }
}
