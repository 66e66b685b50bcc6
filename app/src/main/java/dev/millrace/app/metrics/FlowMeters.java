package dev.millrace.app.metrics;

import dev.millrace.flow.breaker.BreakerState;
import dev.millrace.flow.limit.LimiterMode;
import dev.millrace.gateway.port.BreakerView;
import dev.millrace.gateway.port.LimitView;
import dev.millrace.gateway.port.StatusView;
import dev.millrace.generator.run.SourceStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** Flow control as figures: limits, breakers, what waits and what is in flight. */
final class FlowMeters {
    private FlowMeters() {}

    /**
     * The limits and breakers that there are: those of a program are made once.
     *
     * @param view kept for as long as the meters, for their functions hold it
     */
    static void bind(MeterRegistry registry, StatusView view) {
        var now = view.status();
        now.limits().forEach(limit -> limit(registry, view, limit.name()));
        now.breakers().forEach(breaker -> breaker(registry, view, breaker.name()));
    }

    /** One source, over all its runs. */
    static void bind(MeterRegistry registry, RunFigures runs, String source) {
        gauge(
                registry,
                runs,
                source,
                "millrace.queue.depth",
                "Events that wait to be committed",
                SourceStatus::waiting);
        gauge(
                registry,
                runs,
                source,
                "millrace.inflight.bytes",
                "Bytes handed to the producer and not acknowledged",
                status -> status.flow().inFlight());
        gauge(
                registry,
                runs,
                source,
                "millrace.inflight.target.bytes",
                "Bytes that may be in flight",
                status -> status.flow().target());
        gauge(
                registry,
                runs,
                source,
                "millrace.batch.bytes",
                "Bytes that are handed over at once",
                status -> status.flow().batch());
    }

    private static void gauge(
            MeterRegistry registry,
            RunFigures runs,
            String source,
            String name,
            String description,
            ToDoubleFunction<SourceStatus> figure) {
        Gauge.builder(name, () -> runs.sum(source, figure))
                .description(description)
                .tag("source", source)
                .register(registry);
    }

    private static void limit(MeterRegistry registry, StatusView view, String name) {
        FunctionCounter.builder("millrace.limiter.permits", view, all -> figure(view, name, LimitView::permits))
                .description("Permits given to sources of this program")
                .tag("limit", name)
                .register(registry);
        for (var mode : LimiterMode.values()) {
            var word = mode.toString();
            Gauge.builder(
                            "millrace.limiter.mode",
                            view,
                            all -> figure(view, name, limit -> limit.mode().equals(word) ? 1 : 0))
                    .description("1 for who decides on permits: redis, or local while Redis is away")
                    .tag("limit", name)
                    .tag("mode", word)
                    .register(registry);
        }
    }

    private static void breaker(MeterRegistry registry, StatusView view, String name) {
        Gauge.builder("millrace.breaker.open.seconds", view, all -> breakerFigure(view, name, BreakerView::openSeconds))
                .description("For how long the breaker has not been closed")
                .tag("breaker", name)
                .register(registry);
        for (var state : BreakerState.values()) {
            var word = state.toString();
            Gauge.builder(
                            "millrace.breaker.state",
                            view,
                            all -> breakerFigure(
                                    view, name, breaker -> breaker.state().equals(word) ? 1 : 0))
                    .description("1 for the state the breaker is in")
                    .tag("breaker", name)
                    .tag("state", word)
                    .register(registry);
        }
    }

    private static double figure(StatusView view, String limit, ToDoubleFunction<LimitView> figure) {
        return view.status().limits().stream()
                .filter(one -> one.name().equals(limit))
                .mapToDouble(figure)
                .sum();
    }

    private static double breakerFigure(StatusView view, String breaker, ToDoubleFunction<BreakerView> figure) {
        return view.status().breakers().stream()
                .filter(one -> one.name().equals(breaker))
                .mapToDouble(figure)
                .sum();
    }
}
