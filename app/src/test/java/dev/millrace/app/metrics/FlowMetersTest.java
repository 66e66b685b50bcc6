package dev.millrace.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.port.AuditView;
import dev.millrace.gateway.port.BreakerView;
import dev.millrace.gateway.port.LimitView;
import dev.millrace.gateway.port.StatusReport;
import dev.millrace.gateway.port.StatusView;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class FlowMetersTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicReference<StatusReport> report = new AtomicReference<>(report("redis", "closed", 0));
    private final StatusView view = report::get;

    @Test
    void limitsAndBreakersShowAsTheyAreNow() {
        FlowMeters.bind(registry, view);
        report.set(report("local", "open", 2.5));

        assertThat(registry.scrape())
                .contains("millrace_limiter_permits_total{limit=\"shop\"} 1000.0")
                .contains("millrace_limiter_mode{limit=\"shop\",mode=\"local\"} 1.0")
                .contains("millrace_limiter_mode{limit=\"shop\",mode=\"redis\"} 0.0")
                .contains("millrace_breaker_state{breaker=\"kafka\",state=\"open\"} 1.0")
                .contains("millrace_breaker_state{breaker=\"kafka\",state=\"closed\"} 0.0")
                .contains("millrace_breaker_state{breaker=\"kafka\",state=\"half_open\"} 0.0")
                .contains("millrace_breaker_open_seconds{breaker=\"kafka\"} 2.5");
    }

    private static StatusReport report(String mode, String state, double openSeconds) {
        return new StatusReport(
                "1",
                Duration.ZERO,
                List.of(),
                List.of(),
                List.of(),
                new AuditView(0, 0),
                List.of(),
                List.of(new LimitView("shop", "100/s", mode, List.of("orders"), 2, 1_000)),
                List.of(new BreakerView("kafka", state, openSeconds)));
    }
}
