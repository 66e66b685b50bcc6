package dev.millrace.flow.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.breaker.BreakerSettings;
import dev.millrace.flow.breaker.BreakerState;
import dev.millrace.flow.breaker.CallBreaker;
import dev.millrace.flow.limit.LeaseReply;
import dev.millrace.flow.limit.LeaseRequest;
import dev.millrace.flow.limit.LeaseServer;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GuardedLeasesTest {
    private static final LeaseRequest REQUEST =
            new LeaseRequest("shop", "one", 10, 1_000_000, 5_000, 5_000, 1, 1, 1, false, List.of(), List.of());
    private static final LeaseReply REPLY = new LeaseReply(1, 0, 1, 1, 10_000, 1, 1, 1);

    private final CallBreaker breaker =
            new CallBreaker("redis", BreakerSettings.defaults(), Clock.systemUTC(), change -> {});
    private final AtomicInteger asked = new AtomicInteger();

    private GuardedLeases over(LeaseServer server) {
        return new GuardedLeases(
                request -> {
                    asked.incrementAndGet();
                    return server.lease(request);
                },
                breaker,
                System::nanoTime);
    }

    @Test
    void answersPassThrough() {
        var leases = over(request -> CompletableFuture.completedFuture(REPLY));

        assertThat(leases.lease(REQUEST).toCompletableFuture()).isCompletedWithValue(REPLY);
    }

    @Test
    void aServerThatKeepsFailingIsLeftAlone() {
        var leases = over(request -> CompletableFuture.failedFuture(new LogUnreachable("gone")));
        for (int i = 0; i < 30; i++) {
            assertThat(leases.lease(REQUEST).toCompletableFuture()).isCompletedExceptionally();
        }

        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(asked).hasValue(BreakerSettings.defaults().atLeast());
    }

    @Test
    void aServerThatThrowsHasFailedToo() {
        var leases = over(request -> {
            throw new IllegalStateException("the queue is full");
        });
        for (int i = 0; i < 30; i++) {
            assertThat(leases.lease(REQUEST).toCompletableFuture()).isCompletedExceptionally();
        }

        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    }
}
