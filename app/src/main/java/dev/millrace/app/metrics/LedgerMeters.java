package dev.millrace.app.metrics;

import dev.millrace.gateway.port.EventTotals;
import dev.millrace.gateway.port.LatencyQuantiles;
import dev.millrace.gateway.port.LedgerView;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/** What the ledger says, as figures. */
final class LedgerMeters {
    private LedgerMeters() {}

    /** @param nanoTime a clock such as {@link System#nanoTime()} */
    static void bind(MeterRegistry registry, LedgerView view, LongSupplier nanoTime) {
        var ledger = new RecentReport(view, nanoTime);
        events(registry, ledger, "delivered", EventTotals::delivered);
        events(registry, ledger, "lost", EventTotals::lost);
        events(registry, ledger, "duplicated", EventTotals::duplicated);
        events(registry, ledger, "out_of_order", EventTotals::outOfOrder);
        events(registry, ledger, "dead_lettered", EventTotals::deadLettered);
        events(registry, ledger, "shed", EventTotals::shed);
        events(registry, ledger, "rejected", EventTotals::rejected);
        events(registry, ledger, "in_flight", EventTotals::inFlight);
        events(registry, ledger, "undetermined", EventTotals::undetermined);
        events(registry, ledger, "skipped", EventTotals::skipped);
        events(registry, ledger, "dropped", EventTotals::dropped);
        events(registry, ledger, "poisoned", EventTotals::poisoned);
        events(registry, ledger, "held_back", EventTotals::heldBack);
        events(registry, ledger, "copies", EventTotals::copies);
        latency(registry, ledger, "0.5", LatencyQuantiles::p50);
        latency(registry, ledger, "0.99", LatencyQuantiles::p99);
        latency(registry, ledger, "0.999", LatencyQuantiles::p999);
        latency(registry, ledger, "1", LatencyQuantiles::max);
    }

    private static void events(
            MeterRegistry registry, RecentReport ledger, String state, ToLongFunction<EventTotals> count) {
        Gauge.builder(
                        "millrace.ledger.events",
                        ledger,
                        recent -> count.applyAsLong(recent.get().events()))
                .strongReference(true)
                .description("Events by what the ledger knows of them")
                .tag("state", state)
                .register(registry);
    }

    private static void latency(
            MeterRegistry registry, RecentReport ledger, String quantile, Function<LatencyQuantiles, Duration> value) {
        Gauge.builder(
                        "millrace.latency.seconds",
                        ledger,
                        recent -> value.apply(recent.get().latency()).toNanos() / 1e9)
                .strongReference(true)
                .description("From an event's due time to a reader of committed events, since the start")
                .tag("stage", "delivered")
                .tag("quantile", quantile)
                .register(registry);
    }
}
