package dev.millrace.gateway.body;

import dev.millrace.gateway.problem.Problem;
import dev.millrace.gateway.problem.ProblemType;
import dev.millrace.settings.DataSize;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that the bodies of all requests under way share, so that many large ones at once are turned away
 * rather than exhaust the heap. Thread-safe.
 */
public final class BodyMemory implements AutoCloseable {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final DataSize limit;
    private final AtomicLong taken = new AtomicLong();
    private final MeterRegistry registry;
    private final Gauge gauge;

    public BodyMemory(DataSize limit, MeterRegistry registry) {
        this.limit = limit;
        this.registry = registry;
        this.gauge = Gauge.builder("millrace.http.body.bytes", taken, AtomicLong::get)
                .description("Memory that the bodies of requests under way take")
                .baseUnit("bytes")
                .register(registry);
    }

    /** Takes its gauge out of the registry, which lives longer than a gateway. */
    @Override
    public void close() {
        registry.remove(gauge);
    }

    /** A share of nothing yet, for one request. */
    Share share() {
        return new Share();
    }

    /** What one request has taken. Not thread-safe. */
    final class Share implements AutoCloseable {
        private long mine;

        /** Takes more, or ends the request where there is no more to be had. */
        void take(long bytes) {
            if (taken.addAndGet(bytes) > limit.bytes()) {
                taken.addAndGet(-bytes);
                throw Problem.of(
                                ProblemType.OVERLOADED,
                                "the requests under way fill the " + limit + " there is for their bodies; try again")
                        .retryAfter(RETRY_AFTER)
                        .toException();
            }
            mine += bytes;
        }

        @Override
        public void close() {
            taken.addAndGet(-mine);
            mine = 0;
        }
    }
}
