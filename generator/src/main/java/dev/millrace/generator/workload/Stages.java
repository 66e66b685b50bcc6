package dev.millrace.generator.workload;

import dev.millrace.generator.workload.curve.Chain;
import dev.millrace.generator.workload.curve.Curve;
import dev.millrace.generator.workload.curve.Cut;
import dev.millrace.generator.workload.curve.Laps;
import dev.millrace.generator.workload.curve.Pause;
import dev.millrace.generator.workload.curve.Polyline;
import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@Doc("Stages, one after the other; the source ends with the last, unless that goes on.")
public record Stages(
        @Doc("The stages, in their order.") List<Stage> stages,

        @Doc("How many times to go through them: a number, or forever. Without it, once.") @Nullable
        Times repeat)
        implements Workload {
    private static final int MOST = 10_000;

    public Stages {
        stages = List.copyOf(stages);
        if (stages.isEmpty() || stages.size() > MOST) {
            throw new InvalidSetting("stages", "must be from 1 to " + MOST + ", were " + stages.size());
        }
        for (int i = 0; i < stages.size(); i++) {
            check("stages[" + i + "]", stages.get(i), repeat == null && i == stages.size() - 1, repeat != null);
        }
        if (stages.stream().allMatch(Stage.Rest.class::isInstance)) {
            throw new InvalidSetting("stages", "must not all be pauses: there would be no events");
        }
        var once = length(stages);
        Limits.span("stages", once);
        if (repeat != null
                && !repeat.forever()
                && once.multipliedBy(repeat.times()).toDays() > 100 * 365) {
            throw new InvalidSetting("repeat", "must not take longer than 36500 days; 'forever' may");
        }
    }

    private static void check(String place, Stage stage, boolean mayGoOn, boolean repeated) {
        if (stage.length().isEmpty() && !mayGoOn) {
            throw new InvalidSetting(place + ".for", "is missing: how long the stage is");
        }
        if (repeated && stage instanceof Stage.Rated rated && rated.rate().followsCalendar()) {
            throw new InvalidSetting(place + ".rate", "follows the calendar, which does not repeat with the stages");
        }
    }

    private static Duration length(List<Stage> stages) {
        return stages.stream().flatMap(stage -> stage.length().stream()).reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public Curve curve(Circumstances in) {
        var parts = new ArrayList<Curve>();
        long start = 0;
        double last = 0;
        for (var stage : stages) {
            var part = part(stage, last, in.later(start));
            parts.add(part);
            last = part.lastPerSecond();
            start += stage.length().map(Duration::toNanos).orElse(0L);
        }
        var once = new Chain(parts);
        return repeat == null ? once : Laps.of(once, repeat.times());
    }

    private static Curve part(Stage stage, double before, Circumstances in) {
        return switch (stage) {
            case Stage.Rated rated -> {
                var curve = rated.rate().curve(in);
                yield rated.length()
                        .map(length -> until(length.toNanos(), curve))
                        .orElse(curve);
            }
            case Stage.Toward(var to, var over) ->
                Polyline.of(new Polyline.Piece(over.toNanos(), before, to.perSecond()));
            case Stage.Rest(var pause) -> new Pause(pause.toNanos());
        };
    }

    /** A curve for as long as its stage is, with nothing after it where it ends before. */
    private static Curve until(long nanos, Curve curve) {
        return curve.length() >= nanos
                ? Cut.of(curve, nanos)
                : new Chain(List.of(curve, new Pause(nanos - curve.length())));
    }

    @Override
    public double highestPerSecond() {
        return stages.stream().mapToDouble(Stage::highestPerSecond).max().orElse(0);
    }

    @Override
    public String describe() {
        return stages.stream().map(Stage::describe).collect(Collectors.joining("; "))
                + (repeat == null ? "" : "; " + repeat + (repeat.forever() ? "" : " times"));
    }

    @Override
    public Optional<Duration> span() {
        boolean ends = stages.getLast().length().isPresent() && (repeat == null || !repeat.forever());
        return ends ? Optional.of(length(stages).multipliedBy(repeat == null ? 1 : repeat.times())) : Optional.empty();
    }

    @Override
    public boolean followsCalendar() {
        return stages.stream()
                .anyMatch(stage ->
                        stage instanceof Stage.Rated rated && rated.rate().followsCalendar());
    }
}
