package dev.millrace.generator.workload;

import dev.millrace.generator.workload.curve.Curve;
import dev.millrace.generator.workload.curve.Laps;
import dev.millrace.generator.workload.curve.Polyline;
import dev.millrace.settings.Durations;
import dev.millrace.settings.InvalidSetting;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A rate with bursts and gaps as one cycle, after which both begin anew together. Pure. */
final class Swell {
    private static final int MOST_CYCLES = 20_000;

    private Swell() {}

    /** Refuses bursts and gaps that do not soon begin together again. */
    static void check(@Nullable Bursts bursts, @Nullable Gaps gaps) {
        if (bursts == null || gaps == null) {
            return;
        }
        var shorter = bursts.every().compareTo(gaps.every()) < 0 ? bursts.every() : gaps.every();
        if (together(bursts, gaps)
                        .compareTo(BigInteger.valueOf(shorter.toNanos()).multiply(BigInteger.valueOf(MOST_CYCLES)))
                > 0) {
            throw new InvalidSetting(
                    "gaps.every",
                    "%s and the %s of bursts have no common multiple within %d of the shorter; take rounder times"
                            .formatted(Durations.format(gaps.every()), Durations.format(bursts.every()), MOST_CYCLES));
        }
    }

    static Curve curve(double perSecond, @Nullable Bursts bursts, @Nullable Gaps gaps) {
        long cycle = together(bursts, gaps).longValueExact();
        var edges = new TreeSet<Long>();
        edges.add(0L);
        edges.add(cycle);
        if (bursts != null) {
            edges(bursts.every(), bursts.for_().toNanos(), cycle, edges);
        }
        if (gaps != null) {
            edges(gaps.every(), gaps.every().minus(gaps.for_()).toNanos(), cycle, edges);
        }
        var pieces = new ArrayList<Polyline.Piece>();
        long from = 0;
        for (long to : edges.tailSet(1L)) {
            double factor = inGap(from, gaps) ? 0 : multiplier(from, bursts);
            pieces.add(Polyline.Piece.level(to - from, factor * perSecond));
            from = to;
        }
        return Laps.of(new Polyline(pieces), Curve.ENDLESS);
    }

    private static boolean inGap(long at, @Nullable Gaps gaps) {
        return gaps != null
                && at % gaps.every().toNanos()
                        >= gaps.every().minus(gaps.for_()).toNanos();
    }

    private static double multiplier(long at, @Nullable Bursts bursts) {
        return bursts != null && at % bursts.every().toNanos() < bursts.for_().toNanos() ? bursts.multiplier() : 1;
    }

    private static void edges(Duration every, long within, long cycle, Set<Long> edges) {
        for (long start = 0; start < cycle; start += every.toNanos()) {
            edges.add(start);
            edges.add(start + within);
        }
    }

    private static BigInteger together(@Nullable Bursts bursts, @Nullable Gaps gaps) {
        var one = BigInteger.valueOf(bursts == null ? 1 : bursts.every().toNanos());
        var other = BigInteger.valueOf(gaps == null ? 1 : gaps.every().toNanos());
        return one.multiply(other).divide(one.gcd(other));
    }
}
