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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

@Doc("One rate after the other, each for the same time; the last one stays.")
public record Steps(
        @Doc("The rates, such as [100/s, 500/s, 1000/s].") List<Level> steps,
        @Doc("How long each holds.") Duration each,

        @Doc("Whether to begin anew after the last.") @Default("false")
        boolean repeat)
        implements Workload {
    private static final int MOST = 100_000;

    public Steps {
        steps = List.copyOf(steps);
        Limits.span("each", each);
        if (steps.isEmpty() || steps.size() > MOST) {
            throw new InvalidSetting("steps", "must be from 1 to " + MOST + " rates, were " + steps.size());
        }
        Limits.span("each", each.multipliedBy(steps.size()));
        for (int i = 0; i < steps.size(); i++) {
            Limits.rate("steps[" + i + "]", steps.get(i).perSecond());
        }
        if (steps.stream().allMatch(Level.NONE::equals)) {
            throw new InvalidSetting("steps", "must not all be 0/s: there would be no events");
        }
    }

    @Override
    public Curve curve(Circumstances in) {
        var stairs = new Polyline(steps.stream()
                .map(step -> Polyline.Piece.level(each.toNanos(), step.perSecond()))
                .toList());
        return repeat
                ? Laps.of(stairs, Curve.ENDLESS)
                : new Chain(List.of(stairs, new Steady(steps.getLast().perSecond())));
    }

    @Override
    public double highestPerSecond() {
        return steps.stream().mapToDouble(Level::perSecond).max().orElse(0);
    }

    @Override
    public String describe() {
        return steps.stream().map(Level::toString).collect(Collectors.joining(", ")) + ", each for "
                + Durations.format(each) + (repeat ? ", over and over" : "");
    }

    @Override
    public Optional<Duration> span() {
        return repeat ? Optional.empty() : Optional.of(each.multipliedBy(steps.size()));
    }
}
