package dev.millrace.generator.workload;

import dev.millrace.generator.workload.curve.Chain;
import dev.millrace.generator.workload.curve.Curve;
import dev.millrace.generator.workload.curve.Laps;
import dev.millrace.generator.workload.curve.Polyline;
import dev.millrace.generator.workload.curve.Steady;
import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import dev.millrace.settings.Durations;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Level;
import dev.millrace.settings.Rate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Doc("A rate with a sudden peak, once or again and again.")
public record Spike(@Doc("The peak and what is around it.") Peak spike) implements Workload {

    /** A peak. */
    public record Peak(
            @Doc("The rate before and after.") Level base,
            @Doc("The rate at the peak.") Rate peak,
            @Doc("When it begins to rise.") Duration at,
            @Doc("How long the peak holds.") Duration for_,
            @Doc("How long it rises.") @Default("0s") Duration rise,
            @Doc("How long it falls.") @Default("0s") Duration fall,

            @Doc("Do all of that again after so long; without it there is one peak.") @Nullable
            Duration every) {
        public Peak {
            Limits.rate("base", base.perSecond());
            Limits.rate("peak", peak.perSecond());
            Limits.spanOrNone("at", at);
            Limits.span("for", for_);
            Limits.spanOrNone("rise", rise);
            Limits.spanOrNone("fall", fall);
            if (every != null) {
                Limits.span("every", every);
                if (every.compareTo(at.plus(rise).plus(for_).plus(fall)) < 0) {
                    throw new InvalidSetting(
                            "every",
                            "must not be shorter than 'at', 'rise', 'for' and 'fall' together, was "
                                    + Durations.format(every));
                }
            }
        }

        Duration taken() {
            return at.plus(rise).plus(for_).plus(fall);
        }
    }

    @Override
    public Curve curve(Circumstances in) {
        double base = spike.base().perSecond();
        double peak = spike.peak().perSecond();
        var every = spike.every();
        var rest = every == null ? Duration.ZERO : every.minus(spike.taken());
        var once = Polyline.of(
                Polyline.Piece.level(spike.at().toNanos(), base),
                new Polyline.Piece(spike.rise().toNanos(), base, peak),
                Polyline.Piece.level(spike.for_().toNanos(), peak),
                new Polyline.Piece(spike.fall().toNanos(), peak, base),
                Polyline.Piece.level(rest.toNanos(), base));
        return every == null ? new Chain(List.of(once, new Steady(base))) : Laps.of(once, Curve.ENDLESS);
    }

    @Override
    public double highestPerSecond() {
        return Math.max(spike.base().perSecond(), spike.peak().perSecond());
    }

    @Override
    public String describe() {
        var every = spike.every();
        return spike.base() + ", at " + Durations.format(spike.at()) + " " + spike.peak() + " for "
                + Durations.format(spike.for_()) + (every == null ? "" : ", every " + Durations.format(every));
    }

    @Override
    public Optional<Duration> span() {
        return spike.every() == null ? Optional.of(spike.taken()) : Optional.empty();
    }
}
