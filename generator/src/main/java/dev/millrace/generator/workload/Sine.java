package dev.millrace.generator.workload;

import dev.millrace.generator.workload.curve.Curve;
import dev.millrace.generator.workload.curve.Laps;
import dev.millrace.generator.workload.curve.Polyline;
import dev.millrace.settings.Doc;
import dev.millrace.settings.Durations;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Rate;
import java.time.Duration;
import java.util.ArrayList;

/**
 * Up and down in a sine wave, drawn in 1024 straight pieces a period, so that due times have a closed form. The rate is
 * nowhere off by more than 5 millionths of the amplitude, and a period has exactly as many events as the mean says.
 */
@Doc("Up and down in a wave; it begins at the mean, going up.")
public record Sine(@Doc("The wave.") Wave sine) implements Workload {
    private static final int PIECES = 1024;

    /** A wave. */
    public record Wave(
            @Doc("The rate in the middle.") Rate mean,

            @Doc("How far it goes up and down; at most the mean.")
            Rate amplitude,

            @Doc("How long it takes up and down.") Duration period) {
        public Wave {
            Limits.rate("mean", mean.perSecond() + amplitude.perSecond());
            if (amplitude.perSecond() > mean.perSecond()) {
                throw new InvalidSetting("amplitude", "must not be above the mean, " + mean + ", was " + amplitude);
            }
            Limits.span("period", period);
        }
    }

    @Override
    public Curve curve(Circumstances in) {
        long period = sine.period().toNanos();
        var pieces = new ArrayList<Polyline.Piece>();
        for (int i = 0; i < PIECES; i++) {
            pieces.add(new Polyline.Piece(at(period, i + 1) - at(period, i), rate(i), rate(i + 1)));
        }
        return Laps.of(new Polyline(pieces), Curve.ENDLESS);
    }

    private static long at(long period, int piece) {
        return piece * (period / PIECES) + piece * (period % PIECES) / PIECES;
    }

    private double rate(int piece) {
        double angle = 2 * Math.PI * piece / PIECES;
        return Math.max(0, sine.mean().perSecond() + sine.amplitude().perSecond() * StrictMath.sin(angle));
    }

    @Override
    public double highestPerSecond() {
        return sine.mean().perSecond() + sine.amplitude().perSecond();
    }

    @Override
    public String describe() {
        return sine.mean() + " ± " + sine.amplitude() + " in " + Durations.format(sine.period());
    }
}
