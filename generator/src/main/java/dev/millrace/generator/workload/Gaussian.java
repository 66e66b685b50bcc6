package dev.millrace.generator.workload;

import dev.millrace.generator.random.Distribution;
import dev.millrace.generator.random.Draw;
import dev.millrace.generator.workload.curve.Curve;
import dev.millrace.generator.workload.curve.Laps;
import dev.millrace.generator.workload.curve.Polyline;
import dev.millrace.settings.Doc;
import dev.millrace.settings.Durations;
import dev.millrace.settings.Rate;
import java.time.Duration;
import java.util.ArrayList;

/**
 * A rate that is drawn anew from a normal distribution again and again. Rates are drawn a thousand at a time, and scaled
 * so that the thousand have the mean exactly: so any of them is found without adding up those before.
 */
@Doc("A rate that is drawn anew again and again, around a mean.")
public record Gaussian(
        @Doc("What it is drawn from, and how often.") Swing gaussian) implements Workload {
    private static final int WINDOWS = 1_000;
    /** Standard deviations that a draw exceeds once in a thousand million times. */
    private static final double RARE = 6;

    /** What a rate is drawn from. */
    public record Swing(
            @Doc("The mean rate.") Rate mean,

            @Doc("The standard deviation; a rate below nothing is nothing.")
            Rate deviation,

            @Doc("How long each rate holds.") Duration every) {
        public Swing {
            // Of a thousand draws around a mean above 0 half lie above it, so that none is scaled to a hundred means.
            Limits.rate("mean", 100 * mean.perSecond());
            Limits.rate("deviation", 10 * (mean.perSecond() + deviation.perSecond()));
            Limits.span("every", every);
            Limits.span("every", every.multipliedBy(WINDOWS));
        }
    }

    @Override
    public Curve curve(Circumstances in) {
        return new Laps(lap -> thousand(in.seed(), lap), Curve.ENDLESS);
    }

    private Curve thousand(long seed, long lap) {
        double mean = gaussian.mean().perSecond();
        var distribution = Distribution.normal(mean, gaussian.deviation().perSecond());
        var rates = new double[WINDOWS];
        double sum = 0;
        for (int i = 0; i < WINDOWS; i++) {
            rates[i] = Math.max(0, distribution.sample(Draw.bits(seed, lap), i));
            sum += rates[i];
        }
        var pieces = new ArrayList<Polyline.Piece>();
        for (double rate : rates) {
            pieces.add(Polyline.Piece.level(gaussian.every().toNanos(), rate * (mean * WINDOWS / sum)));
        }
        return new Polyline(pieces);
    }

    @Override
    public double highestPerSecond() {
        return gaussian.mean().perSecond() + RARE * gaussian.deviation().perSecond();
    }

    @Override
    public String describe() {
        return gaussian.mean() + " ± " + gaussian.deviation() + ", drawn anew every "
                + Durations.format(gaussian.every());
    }
}
