package dev.millrace.app.metrics;

import dev.millrace.gateway.port.LedgerView;
import dev.millrace.gateway.port.StatusView;
import dev.millrace.generator.channel.CommittedEvents;
import dev.millrace.generator.flow.SourceFlows;
import dev.millrace.generator.run.Runs;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Optional;
import java.util.Set;

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
        runs.ifPresent(present -> {
            var figures = new RunFigures(present, System::nanoTime);
            sources.forEach(source -> source(registry, figures, present.committed(), source));
        });
        flows.ifPresent(present -> {
            ShedMeters.bind(registry, present::shedding, sources);
            LatencyMeters.bind(registry, present::latency, sources);
        });
        LedgerMeters.bind(registry, ledger, System::nanoTime);
        StatusView recent = new Recent<>(status::status, System::nanoTime)::get;
        PipelineMeters.bind(registry, recent);
        FlowMeters.bind(registry, recent);
        return registry;
    }

    private static void source(MeterRegistry registry, RunFigures runs, CommittedEvents committed, String source) {
        EventMeters.bind(registry, committed, runs, source);
        Gauge.builder(
                        "millrace.rate.target",
                        () -> runs.sum(source, made -> made.targetRate() == null ? 0 : made.targetRate()))
                .description("Rate the source is to have, events a second")
                .tag("source", source)
                .register(registry);
        FlowMeters.bind(registry, runs, source);
    }
}
