package dev.millrace.app.metrics;

import dev.millrace.event.progress.DeviationKind;
import dev.millrace.generator.channel.CommittedEvents;
import dev.millrace.generator.channel.Tally;
import dev.millrace.generator.run.SourceStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.DoubleAccumulator;
import java.util.function.DoubleSupplier;
import java.util.function.ToLongFunction;

/**
 * What this program has committed since it started, as counters: what a shard had committed elsewhere is counted there, so
 * that nothing falls when a shard moves, and what all instances say adds up.
 */
final class EventMeters {
    private EventMeters() {}

    static void bind(MeterRegistry registry, CommittedEvents committed, RunFigures runs, String source) {
        counter(registry, committed, source, "generated", Tally::events);
        counter(registry, committed, source, "acknowledged", Tally::acknowledged);
        counter(registry, committed, source, "dead_lettered", Tally::deadLettered);
        for (var kind : List.of(DeviationKind.SHED, DeviationKind.SKIPPED)) {
            counter(registry, committed, source, kind.word(), made -> made.of(kind));
        }
        // Those that were turned away and not committed are looked up at another moment than those that were, so that
        // the sum may fall for a moment.
        var most = new DoubleAccumulator(Math::max, 0);
        counter(registry, source, DeviationKind.REJECTED.word(), () -> {
            most.accumulate(
                    committed.of(source).of(DeviationKind.REJECTED) + runs.sum(source, SourceStatus::turnedAway));
            return most.get();
        });
    }

    private static void counter(
            MeterRegistry registry,
            CommittedEvents committed,
            String source,
            String outcome,
            ToLongFunction<Tally> count) {
        counter(registry, source, outcome, () -> count.applyAsLong(committed.of(source)));
    }

    private static void counter(MeterRegistry registry, String source, String outcome, DoubleSupplier count) {
        // The meter holds what it counts weakly, and its function for good.
        FunctionCounter.builder("millrace.events", count, ignored -> count.getAsDouble())
                .description("Events by what became of them at their source, committed here since the start")
                .tag("source", source)
                .tag("outcome", outcome)
                .register(registry);
    }
}
