package dev.millrace.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MetricsIT {
    private static final String METRICS = "/actuator/prometheus";

    @RegisterExtension
    static final OpenGateway gateway = OpenGateway.onLoopback();

    @Test
    void shouldSpeakPrometheusTextUnlessAskedForOpenMetrics() {
        var text = gateway.call().get(METRICS);
        var open = gateway.call().get(METRICS, "Accept", "application/openmetrics-text; version=1.0.0");

        assertThat(text.headers().firstValue("Content-Type")).contains("text/plain;version=0.0.4;charset=utf-8");
        assertThat(open.headers().firstValue("Content-Type"))
                .contains("application/openmetrics-text;version=1.0.0;charset=utf-8");
        assertThat(open.body()).endsWith("# EOF\n");
    }

    @Test
    void shouldShowTheMetersOfTheRegistryItWasGiven() {
        gateway.registry
                .counter("millrace.events", "source", "orders", "outcome", "acknowledged")
                .increment(3);

        assertThat(gateway.call().get(METRICS).body())
                .contains("millrace_events_total{outcome=\"acknowledged\",source=\"orders\"} 3.0");
    }

    @Test
    void shouldCountRequestsByWhatTheyWereForAndProblemsByType() {
        gateway.call().get("/api/v1/runs/one");
        gateway.call().get("/api/v1/runs/two");

        var metrics = gateway.call().get(METRICS).body();

        assertThat(metrics).containsPattern("http_server_requests_seconds_count\\{.*uri=\"/api/v1/runs/\\{id}\"} 2");
        assertThat(metrics).contains("millrace_http_problems_total{type=\"unknown-run\"} 2.0");
        assertThat(metrics).contains("millrace_http_body_bytes 0.0");
    }
}
