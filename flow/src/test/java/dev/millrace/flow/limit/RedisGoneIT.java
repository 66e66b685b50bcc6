package dev.millrace.flow.limit;

import static dev.millrace.flow.limit.TwoInstances.LIMIT;
import static dev.millrace.flow.limit.TwoInstances.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.embedded.redis.EmbeddedRedis;
import dev.millrace.embedded.redis.RedisSettings;
import dev.millrace.flow.redis.RedisLeases;
import io.lettuce.core.RedisClient;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances on a real Redis that is killed, stopped, emptied, replaced. */
class RedisGoneIT {
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    Path folder;

    private final ErrorBound bound = TwoInstances.bound();
    private EmbeddedRedis redis;
    private TwoInstances instances;

    @BeforeEach
    void start() {
        redis = EmbeddedRedis.start(new RedisSettings(folder, 0));
        instances = new TwoInstances(redis.uri());
    }

    @AfterEach
    void end() throws Exception {
        instances.close();
        redis.close();
    }

    /** A machine that is too busy to answer in time is an outage, too. */
    private long unlessUnanswered(long worst) {
        return instances.failures() == 0 ? worst : Math.max(worst, bound.worstWindowOfAnOutage());
    }

    @Test
    void aLimitOnARealServerIsHeldToTheLastPermit() {
        instances.untilSent(3 * LIMIT);

        instances.assertHeld(unlessUnanswered(LIMIT));
    }

    @Test
    void aServerThatIsKilledAndComesBackEmptyIsDoneWithout() {
        var port = redis.port();
        ProcessHandle.of(redis.pid()).orElseThrow().destroyForcibly();
        instances.untilMode(LimiterMode.LOCAL);
        long alone = System.nanoTime();
        instances.untilSent(LIMIT * 3L / 2);
        assertThat(instances.sentBetween(alone + SECOND / 4, alone + SECOND * 5 / 4))
                .isLessThanOrEqualTo(LIMIT * 9 / 10);

        redis.close();
        redis = EmbeddedRedis.start(new RedisSettings(folder, port));
        instances.untilMode(LimiterMode.REDIS);
        instances.untilSent(2 * LIMIT);

        instances.assertHeld(bound.worstWindowOfAnOutage());
    }

    @Test
    void aServerThatHangsIsDoneWithoutUntilItGoesOn() throws Exception {
        signal("STOP");
        instances.untilMode(LimiterMode.LOCAL);
        long alone = System.nanoTime();
        instances.untilSent(LIMIT * 3L / 2);
        assertThat(instances.sentBetween(alone + SECOND / 4, alone + SECOND * 5 / 4))
                .isLessThanOrEqualTo(LIMIT * 9 / 10);

        signal("CONT");
        instances.untilMode(LimiterMode.REDIS);
        instances.untilSent(2 * LIMIT);

        instances.assertHeld(bound.worstWindowOfAnOutage());
    }

    @Test
    void aServerThatIsEmptiedIsToldWhatWasSpent() {
        var client = RedisClient.create(redis.uri().toString());
        try (var connection = client.connect()) {
            connection.sync().flushall();
        } finally {
            client.shutdown();
        }
        instances.untilSent(2 * LIMIT);

        instances.assertHeld(unlessUnanswered(bound.worstWindowOfALoss()));
        soon().untilAsserted(() -> assertThat(instances.statuses())
                .extracting(LimitStatus::instances)
                .containsOnly(2L));
    }

    /**
     * How the thread itself sees it: it is never made to wait, for a lock or for anything else, while it asks for permits
     * on a server that hangs, for longer than a connection is kept.
     */
    @Test
    void whoAsksForPermitsIsNeverMadeToWaitForAServerThatHangs() throws Exception {
        var settings = TwoInstances.settings();
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
