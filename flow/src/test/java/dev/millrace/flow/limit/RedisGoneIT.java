package dev.millrace.flow.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.embedded.redis.EmbeddedRedis;
import dev.millrace.embedded.redis.RedisSettings;
import dev.millrace.flow.redis.RedisLeases;
import dev.millrace.settings.Rate;
import dev.millrace.settings.Share;
import io.lettuce.core.RedisClient;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances on a real Redis that is killed, stopped, emptied, replaced. */
class RedisGoneIT {
    private static final long SECOND = 1_000_000_000L;
    private static final long LIMIT = 20_000;

    @TempDir
    Path folder;

    private final Sendings sendings = new Sendings();
    private final List<Loop> loops = new ArrayList<>();
    private final ErrorBound bound = new ErrorBound(LIMIT, 2, Duration.ofSeconds(1), new Share(0));
    private EmbeddedRedis redis;

    @BeforeEach
    void start() {
        redis = EmbeddedRedis.start(new RedisSettings(folder, 0));
        var settings =
                new LimitSettings(new Rate((double) LIMIT), Duration.ofSeconds(1), new Share(0), List.of("orders"));
        for (var name : List.of("one", "two")) {
            loops.add(new Loop(redis.uri(), "shop", settings, name, sendings));
        }
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

    @AfterEach
    void end() throws Exception {
        for (var loop : loops) {
            loop.close();
        }
        redis.close();
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(5));
    }

    private void untilMode(LimiterMode mode) {
        soon().until(() -> loops.stream().allMatch(loop -> loop.status().mode() == mode));
    }

    private void untilSent(long more) {
        long aim = sent() + more;
        soon().until(() -> sent() >= aim);
    }

    private long sent() {
        return loops.stream().mapToLong(loop -> loop.status().taken()).sum();
    }

    private long sentBetween(long from, long to) {
        synchronized (sendings) {
            return sendings.between(from, to);
        }
    }

    /** A machine that is too busy to answer in time is an outage, too. */
    private long unlessUnanswered(long worst) {
        boolean answered = loops.stream().allMatch(loop -> loop.status().failures() == 0);
        return answered ? worst : Math.max(worst, bound.worstWindowOfAnOutage());
    }

    private void assertHeld(long worst) {
        synchronized (sendings) {
            assertThat(sendings.worst(SECOND)).isLessThanOrEqualTo(worst);
        }
        // What a caller is told to wait, not how long a busy machine lets it wait.
        assertThat(loops)
                .allSatisfy(loop -> assertThat(loop.longestWaitMillis()).isLessThanOrEqualTo(50));
    }

    @Test
    void aLimitOnARealServerIsHeldToTheLastPermit() {
        untilSent(3 * LIMIT);

        assertHeld(unlessUnanswered(LIMIT));
    }

    @Test
    void aServerThatIsKilledAndComesBackEmptyIsDoneWithout() {
        var port = redis.port();
        ProcessHandle.of(redis.pid()).orElseThrow().destroyForcibly();
        untilMode(LimiterMode.LOCAL);
        long alone = System.nanoTime();
        untilSent(LIMIT * 3L / 2);
        assertThat(sentBetween(alone + SECOND / 4, alone + SECOND * 5 / 4)).isLessThanOrEqualTo(LIMIT * 9 / 10);

        redis.close();
        redis = EmbeddedRedis.start(new RedisSettings(folder, port));
        untilMode(LimiterMode.REDIS);
        untilSent(2 * LIMIT);

        assertHeld(bound.worstWindowOfAnOutage());
    }

    @Test
    void aServerThatHangsIsDoneWithoutUntilItGoesOn() throws Exception {
        signal("STOP");
        untilMode(LimiterMode.LOCAL);
        long alone = System.nanoTime();
        untilSent(LIMIT * 3L / 2);
        assertThat(sentBetween(alone + SECOND / 4, alone + SECOND * 5 / 4)).isLessThanOrEqualTo(LIMIT * 9 / 10);

        signal("CONT");
        untilMode(LimiterMode.REDIS);
        untilSent(2 * LIMIT);

        assertHeld(bound.worstWindowOfAnOutage());
    }

    @Test
    void aServerThatIsEmptiedIsToldWhatWasSpent() {
        var client = RedisClient.create(redis.uri().toString());
        try (var connection = client.connect()) {
            connection.sync().flushall();
        } finally {
            client.shutdown();
        }
        untilSent(2 * LIMIT);

        assertHeld(unlessUnanswered(bound.worstWindowOfALoss()));
        soon().untilAsserted(() -> assertThat(loops)
                .allSatisfy(loop -> assertThat(loop.status().instances()).isEqualTo(2)));
    }

    /**
     * How the thread itself sees it: it is never made to wait, for a lock or for anything else, while it asks for permits
     * on a server that hangs, for longer than a connection is kept.
     */
    @Test
    void whoAsksForPermitsIsNeverMadeToWaitForAServerThatHangs() throws Exception {
        var settings =
                new LimitSettings(new Rate((double) LIMIT), Duration.ofSeconds(1), new Share(0), List.of("orders"));
        try (var leases = new RedisLeases(redis.uri(), System::nanoTime);
                var limit = new SharedLimit("shop", settings, "three", leases, System::nanoTime)) {
            // What is done once, such as loading classes, may take a lock.
            soon().until(() -> limit.tryAcquire(1) == 1);
            signal("STOP");
            soon().until(() -> {
                limit.tryAcquire(1);
                return limit.status().failures() > 0;
            });
            var threads = ManagementFactory.getThreadMXBean();
            long id = Thread.currentThread().threadId();
            var before = threads.getThreadInfo(id);
            long connections = limit.status().failures();

            int taken = 0;
            for (long end = System.nanoTime() + 3 * SECOND; System.nanoTime() < end; ) {
                taken += limit.tryAcquire(10);
                limit.nanosUntilNext();
            }
            var after = threads.getThreadInfo(id);
            signal("CONT");

            assertThat(taken).isPositive();
            assertThat(limit.status().failures()).isGreaterThan(connections);
            assertThat(after.getBlockedCount() - before.getBlockedCount()).isZero();
            assertThat(after.getWaitedCount() - before.getWaitedCount()).isZero();
        }
    }

    private void signal(String name) throws Exception {
        var kill = new ProcessBuilder("kill", "-s", name, Long.toString(redis.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }
}
