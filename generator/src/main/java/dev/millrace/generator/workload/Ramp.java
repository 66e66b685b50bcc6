package dev.millrace.generator.workload;

import dev.millrace.generator.workload.curve.Chain;
import dev.millrace.generator.workload.curve.Curve;
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

@Doc("From one rate to another in a straight line; it then stays there.")
public record Ramp(
        @Doc("From where to where, in which time.") Line ramp) implements Workload {

    /** A straight line. */
    public record Line(
            @Doc("The rate at the beginning.") @Default("0/s")
            Level from,

            @Doc("The rate at the end, and from then on.") Level to,
            @Doc("How long it takes.") Duration over) {
        public Line {
            Limits.rate("from", from.perSecond());
            Limits.rate("to", to.perSecond());
            Limits.span("over", over);
            if (from.perSecond() + to.perSecond() == 0) {
                throw new InvalidSetting("to", "must not be 0/s where 'from' is: there would be no events");
            }
        }
    }

    @Override
    public Curve curve(Circumstances in) {
        double to = ramp.to().perSecond();
        var line = new Polyline.Piece(ramp.over().toNanos(), ramp.from().perSecond(), to);
        return new Chain(List.of(Polyline.of(line), new Steady(to)));
    }

    @Override
    public double highestPerSecond() {
        return Math.max(ramp.from().perSecond(), ramp.to().perSecond());
    }

    @Override
    public String describe() {
        return "from " + ramp.from() + " to " + ramp.to() + " over " + Durations.format(ramp.over());
    }

    @Override
    public Optional<Duration> span() {
        return Optional.of(ramp.over());
    }
}
