package dev.millrace.app.metrics;

import dev.millrace.gateway.port.LatencyQuantiles;
import dev.millrace.gateway.port.LedgerReport;
import dev.millrace.generator.flow.AcknowledgedLatency;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** How long events take from when they are due to the stages of their way, since the start, as quantiles. */
final class LatencyMeters {
    private static final Map<String, Function<LatencyQuantiles, Duration>> DELIVERED = Map.of(
            "0.5", LatencyQuantiles::p50,
            "0.99", LatencyQuantiles::p99,
            "0.999", LatencyQuantiles::p999,
            "1", LatencyQuantiles::max);

    private LatencyMeters() {}

    /** To a reader of committed events, over all sources that generate. */
    static void bind(MeterRegistry registry, Recent<LedgerReport> ledger) {
        DELIVERED.forEach((quantile, value) -> gauge(
                registry,
                ledger,
                Tags.of("stage", "delivered", "quantile", quantile),
                recent -> seconds(value.apply(recent.get().latency()))));
    }

    /**
     * To the broker's acknowledgement, by source.
     *
     * @param acknowledged of a source, where it has run here
     */
    static void bind(
            MeterRegistry registry, Function<String, Optional<AcknowledgedLatency>> acknowledged, Set<String> sources) {
        for (var source : sources) {
            for (var quantile : DELIVERED.keySet()) {
                double share = Double.parseDouble(quantile);
                gauge(
                        registry,
                        acknowledged,
                        Tags.of("stage", "acknowledged", "source", source, "quantile", quantile),
                        all -> all.apply(source)
                                .map(latency -> seconds(latency.quantile(share)))
                                .orElse(0.0));
            }
        }
    }

    private static <T> void gauge(MeterRegistry registry, T from, Tags tags, ToDoubleFunction<T> value) {
        Gauge.builder("millrace.latency.seconds", from, value)
                .strongReference(true)
                .description("From an event's due time to a stage of its way, since the start")
                .tags(tags)
                .register(registry);
    }

    private static double seconds(Duration latency) {
        return latency.toNanos() / 1e9;
    }
}
