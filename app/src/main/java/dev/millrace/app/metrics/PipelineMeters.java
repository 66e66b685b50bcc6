package dev.millrace.app.metrics;

import dev.millrace.gateway.port.PipelineView;
import dev.millrace.gateway.port.StatusView;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** How far readers are behind, as figures. */
final class PipelineMeters {
    private PipelineMeters() {}

    static void bind(MeterRegistry registry, StatusView status) {
        Gauge.builder(
                        "millrace.pipelines.lag",
                        () -> status.status().pipelines().stream()
                                .mapToLong(PipelineView::lag)
                                .sum())
                .description("Offsets the pipelines have yet to read")
                .register(registry);
        Gauge.builder("millrace.audit.lag", () -> status.status().audit().lag())
                .description("Offsets the audit trail has yet to copy")
                .register(registry);
        Gauge.builder("millrace.audit.rows", () -> status.status().audit().rows())
                .description("Rows of the audit trail")
                .register(registry);
    }
}
