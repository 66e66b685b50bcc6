package dev.millrace.app.metrics;

import dev.millrace.event.progress.DeviationKind;
import dev.millrace.gateway.port.LedgerView;
import dev.millrace.gateway.port.StatusView;
import dev.millrace.generator.flow.SourceFlows;
import dev.millrace.generator.run.Runs;
import dev.millrace.generator.run.SourceStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** The figures of a program. Names are part of the interface. */
public final class Meters {
    private Meters() {}

    /**
     * A registry with all figures.
     *
     * @param runs    the runs, where the program has any
     * @param flows   the flow control of the sources, where the program has any
     * @param sources the sources of the file, by which figures are told apart
     */
    public static PrometheusMeterRegistry of(
            Optional<Runs> runs,
            Optional<SourceFlows> flows,
            LedgerView ledger,
            StatusView status,
            Set<String> sources) {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        runs.ifPresent(present -> sources.forEach(source -> source(registry, present, source)));
        flows.ifPresent(present -> {
            ShedMeters.bind(registry, present::shedding, sources);
            LatencyMeters.bind(registry, present::latency, sources);
        });
        LedgerMeters.bind(registry, ledger, System::nanoTime);
        PipelineMeters.bind(registry, status);
        FlowMeters.bind(registry, status);
        return registry;
    }

    private static void source(MeterRegistry registry, Runs runs, String source) {
        events(
                registry,
                runs,
                source,
                "generated",
                made -> made.tallyOf(runs.instance()).events());
        events(
                registry,
                runs,
                source,
                "acknowledged",
                made -> made.tallyOf(runs.instance()).acknowledged());
        events(
                registry,
                runs,
                source,
                "dead_lettered",
                made -> made.tallyOf(runs.instance()).deadLettered());
        for (var kind : List.of(DeviationKind.SHED, DeviationKind.SKIPPED)) {
            events(
                    registry,
                    runs,
                    source,
                    kind.word(),
                    made -> made.tallyOf(runs.instance()).of(kind));
        }
        events(
                registry,
                runs,
                source,
                DeviationKind.REJECTED.word(),
                made -> made.tallyOf(runs.instance()).of(DeviationKind.REJECTED) + made.turnedAway());
        Gauge.builder(
                        "millrace.rate.target",
                        runs,
                        all -> sum(all, source, made -> made.targetRate() == null ? 0 : made.targetRate()))
                .description("Rate the source is to have, events a second")
                .tag("source", source)
                .register(registry);
        FlowMeters.bind(registry, runs, source);
    }

    private static void events(
            MeterRegistry registry, Runs runs, String source, String outcome, ToDoubleFunction<SourceStatus> count) {
        FunctionCounter.builder("millrace.events", runs, all -> sum(all, source, count))
                .description("Events by what became of them at their source, over all runs of the data")
                .tag("source", source)
                .tag("outcome", outcome)
                .register(registry);
    }

    static double sum(Runs runs, String source, ToDoubleFunction<SourceStatus> figure) {
        return runs.statuses().stream()
                .flatMap(run -> run.sources().stream())
                .filter(status -> status.source().equals(source))
                .mapToDouble(figure)
                .sum();
    }
}
