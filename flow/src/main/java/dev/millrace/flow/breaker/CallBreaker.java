package dev.millrace.flow.breaker;

import dev.millrace.flow.breaker.BreakerListener.Change;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A breaker over the last so many calls, by the share that fails and the share that is slow; on Resilience4j's circuit
 * breaker, with its lock-free window, so that producers' callbacks never wait for each other. Safe for use by several
 * threads.
 */
public final class CallBreaker implements Breaker {
    private static final Logger LOG = LoggerFactory.getLogger(CallBreaker.class);
    private static final float PERCENT = 100;

    private final CircuitBreaker breaker;
    private final Clock clock;
    private volatile long changedAt;
    private volatile long leftClosedAt;

    /**
     * Begins closed.
     *
     * @param name     what it stands before: "kafka"
     * @param listener told of each change of state
     */
    public CallBreaker(String name, BreakerSettings settings, Clock clock, BreakerListener listener) {
        this.clock = clock;
        this.changedAt = clock.millis();
        this.breaker = CircuitBreaker.of(name, config(settings, clock));
        breaker.getEventPublisher().onStateTransition(event -> {
            changedAt = clock.millis();
            if (event.getStateTransition().getFromState() == CircuitBreaker.State.CLOSED) {
                leftClosedAt = changedAt;
            }
            var change = new Change(
                    name,
                    state(event.getStateTransition().getFromState()),
                    state(event.getStateTransition().getToState()));
            LOG.warn("a breaker changed breaker={} from={} to={}", name, change.from(), change.to());
            listener.changed(change);
        });
    }

    private static CircuitBreakerConfig config(BreakerSettings settings, Clock clock) {
        return CircuitBreakerConfig.custom()
                .clock(clock)
                .currentTimestampFunction(Clock::millis, TimeUnit.MILLISECONDS)
                .failureRateThreshold((float) (settings.failures().fraction() * PERCENT))
                .slowCallRateThreshold((float) (settings.slow().fraction() * PERCENT))
                .slowCallDurationThreshold(settings.slowCall())
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSynchronizationStrategy(SlidingWindowSynchronizationStrategy.LOCK_FREE)
                .slidingWindowSize(settings.window())
                .minimumNumberOfCalls(settings.atLeast())
                .waitDurationInOpenState(settings.open())
                .permittedNumberOfCallsInHalfOpenState(settings.probes())
                // A probe whose outcome never comes must not keep it half open for good.
                .maxWaitDurationInHalfOpenState(settings.open().multipliedBy(4))
                .writableStackTraceEnabled(false)
                .build();
    }

    @Override
    public boolean tryPermission() {
        return breaker.tryAcquirePermission();
    }

    @Override
    public void onSuccess(long nanos) {
        breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void onFailure(long nanos) {
        breaker.onError(nanos, TimeUnit.NANOSECONDS, new CallFailed());
    }

    @Override
    public void onUnused() {
        breaker.releasePermission();
    }

    @Override
    public BreakerState state() {
        return state(breaker.getState());
    }

    private static BreakerState state(CircuitBreaker.State state) {
        return switch (state) {
            case CLOSED, DISABLED, METRICS_ONLY -> BreakerState.CLOSED;
            case OPEN, FORCED_OPEN -> BreakerState.OPEN;
            case HALF_OPEN -> BreakerState.HALF_OPEN;
        };
    }

    @Override
    public Duration age() {
        return since(changedAt);
    }

    @Override
    public Duration notClosed() {
        return state() == BreakerState.CLOSED ? Duration.ZERO : since(leftClosedAt);
    }

    private Duration since(long millis) {
        return Duration.ofMillis(Math.max(0, clock.millis() - millis));
    }

    /** Resilience4j wants an exception for each failure; which one it was, whoever had it has told already. */
    private static final class CallFailed extends Exception {
        private static final long serialVersionUID = 1L;

        private CallFailed() {
            super("a call failed", null, false, false);
        }
    }
}
