package dev.millrace.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.app.fit.NoLedger;
import dev.millrace.generator.flow.Dues;
import dev.millrace.generator.flow.Fault;
import dev.millrace.generator.flow.FlowSettings;
import dev.millrace.generator.flow.SourceFlows;
import dev.millrace.settings.DataSize;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LatencyMetersTest {
    private final Clock clock = Clock.fixed(Instant.ofEpochMilli(10_000), ZoneOffset.UTC);
    private final SourceFlows flows = SourceFlows.of(FlowSettings.NONE, Map.of(), clock);
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void bothStagesShowInOneScrape() {
        LatencyMeters.bind(registry, flows::latency, Set.of("orders", "idle"));
        LatencyMeters.bind(registry, new Recent<>(new NoLedger()::report, System::nanoTime));
        var flow = flows.flow("orders", DataSize.parse("1MiB"));
        var dues = new Dues();
        dues.add(8_000);
        flow.handing(100, dues).acknowledged();
        flow.commitEnded(Fault.NONE);

        assertThat(registry.scrape())
                .containsPattern(
                        "millrace_latency_seconds\\{quantile=\"0.99\",source=\"orders\",stage=\"acknowledged\"} "
                                + "(1.99|2.0)")
                .contains("millrace_latency_seconds{quantile=\"1\",source=\"idle\",stage=\"acknowledged\"} 0.0")
                .contains("millrace_latency_seconds{quantile=\"0.999\",stage=\"delivered\"} 0.0");
    }
}
