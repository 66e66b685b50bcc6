package dev.millrace.flow.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.settings.Rate;
import dev.millrace.settings.Share;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;

/** Two instances that take all they can from one limit of 20 000 a second on a real server, in real time. */
final class TwoInstances implements AutoCloseable {
    static final long LIMIT = 20_000;
    private static final long SECOND = 1_000_000_000L;

    private final Sendings sendings = new Sendings();
    private final List<Loop> loops;

    /** Begins, and waits until both take leases and know of each other, and as much as one second's limit is taken. */
    TwoInstances(URI redis) {
        var settings = settings();
        loops = Stream.of("one", "two")
                .map(name -> new Loop(redis, "shop", settings, name, sendings))
                .toList();
        // An instance counts the others only when the log has told it of them.
        soon().until(() -> loops.stream()
                .allMatch(loop -> loop.status().mode() == LimiterMode.REDIS
                        && loop.status().instances() == 2));
        // Before that, one whom a busy machine keeps from the log decides as if alone; the bound counts those apart.
        synchronized (sendings) {
            sendings.clear();
        }
        untilSent(LIMIT);
    }

    static LimitSettings settings() {
        return new LimitSettings(new Rate((double) LIMIT), Duration.ofSeconds(1), new Share(0), List.of("orders"));
    }

    /** How far the limit may be exceeded, and when. */
    static ErrorBound bound() {
        return new ErrorBound(LIMIT, 2, Duration.ofSeconds(1), new Share(0));
    }

    static ConditionFactory soon() {
        return await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(5));
    }

    void untilMode(LimiterMode mode) {
        soon().until(() -> loops.stream().allMatch(loop -> loop.status().mode() == mode));
    }

    void untilSent(long more) {
        long aim = sent() + more;
        soon().until(() -> sent() >= aim);
    }

    private long sent() {
        return loops.stream().mapToLong(loop -> loop.status().taken()).sum();
    }

    long sentBetween(long from, long to) {
        synchronized (sendings) {
            return sendings.between(from, to);
        }
    }

    /** How often the server did not answer, or not in time. */
    long failures() {
        return loops.stream().mapToLong(loop -> loop.status().failures()).sum();
    }

    List<LimitStatus> statuses() {
        return loops.stream().map(Loop::status).toList();
    }

    void assertHeld(long worst) {
        synchronized (sendings) {
            assertThat(sendings.worst(SECOND)).isLessThanOrEqualTo(worst);
        }
        // What a caller is told to wait, not how long a busy machine lets it wait.
        assertThat(loops)
                .allSatisfy(loop -> assertThat(loop.longestWaitMillis()).isLessThanOrEqualTo(50));
    }

    @Override
    public void close() throws InterruptedException {
        for (var loop : loops) {
            loop.close();
        }
    }
}
