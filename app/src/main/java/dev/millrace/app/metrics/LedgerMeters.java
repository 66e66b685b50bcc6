package dev.millrace.app.metrics;

import dev.millrace.gateway.port.EventTotals;
import dev.millrace.gateway.port.LedgerReport;
import dev.millrace.gateway.port.LedgerView;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/** What the ledger says, as figures. */
final class LedgerMeters {
    private LedgerMeters() {}

    /** @param nanoTime a clock such as {@link System#nanoTime()} */
    static void bind(MeterRegistry registry, LedgerView view, LongSupplier nanoTime) {
        var ledger = new Recent<>(view::report, nanoTime);
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
        LatencyMeters.bind(registry, ledger);
    }

    private static void events(
            MeterRegistry registry, Recent<LedgerReport> ledger, String state, ToLongFunction<EventTotals> count) {
        Gauge.builder(
                        "millrace.ledger.events",
                        ledger,
                        recent -> count.applyAsLong(recent.get().events()))
                .strongReference(true)
                .description("Events by what the ledger knows of them")
                .tag("state", state)
                .register(registry);
    }
}
