package dev.millrace.flow.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.embedded.testing.SharedRedis;
import dev.millrace.flow.redis.RedisLeases;
import io.lettuce.core.RedisClient;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script in a real Redis answers as its model in plain Java does. */
class LeaseScriptIT {
    private static RedisLeases redis;
    private static RedisClient client;

    private final String limit = SharedRedis.newName("limit");

    @BeforeAll
    static void connect() {
        redis = new RedisLeases(SharedRedis.uri(), System::nanoTime);
        client = RedisClient.create(SharedRedis.uri().toString());
        await().until(redis::isConnected);
    }

    @AfterAll
    static void disconnect() {
        redis.close();
        client.shutdown();
    }

    private LeaseRequest request(String instance, long permits, long want, List<SpentPermits> spent) {
        return new LeaseRequest(
                limit, instance, permits, 100_000, 3_000, 1_500, want, want * 7, 40_000, false, spent, List.of());
    }

    private static LeaseReply answer(LeaseRequest request) throws Exception {
        return redis.lease(request).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void whatWasSpentAndWhatIsGrantedInOneCallAreTwoEntriesEvenIfAlike() throws Exception {
        var reported = answer(request("one", 100, 7, List.of(new SpentPermits(0, 7))));
        assertThat(reported.granted()).isEqualTo(7);

        assertThat(reported.used()).isEqualTo(14);
        try (var connection = client.connect()) {
            assertThat(connection.sync().zcard("millrace:limit:{" + limit + "}:z"))
                    .isEqualTo(2);
        }
    }

    @ParameterizedTest(name = "{0} instances, seed {1}")
    @CsvSource({"6, 101", "6, 102", "6, 103", "6, 104", "450, 105"})
    void scriptAndModelGiveTheSameAnswersToAnyHistory(int instances, long seed) throws Exception {
        var random = new SplittableRandom(seed);
        var model = new LeaseLog();
        long permits = 1 + random.nextLong(2_000);
        var granted = new ArrayList<LeaseReply>();
        for (int i = 0; i < 1_500; i++) {
            var spent = new ArrayList<SpentPermits>();
            for (int k = random.nextInt(20) == 0 ? random.nextInt(4) : 0; k > 0; k--) {
                spent.add(new SpentPermits(random.nextLong(150_000), 1 + random.nextLong(30)));
            }
            // Some are given back twice, or too late, or by somebody whose they are not.
            var returned = new ArrayList<ReturnedLease>();
            for (int k = granted.isEmpty() ? 0 : random.nextInt(3); k > 0; k--) {
                var lease = granted.get(Math.max(0, granted.size() - 1 - random.nextInt(20)));
                returned.add(new ReturnedLease(lease.lease(), lease.granted(), random.nextLong(lease.granted())));
            }
            var request = new LeaseRequest(
                    limit,
                    "instance-" + random.nextInt(instances),
                    permits,
                    100_000,
                    3_000,
                    random.nextInt(500, 2_500),
                    random.nextInt(4) == 0 ? 0 : random.nextInt((int) Math.max(2, permits / 4)),
                    random.nextLong(permits * 2),
                    random.nextLong(50_000),
                    random.nextInt(15) == 0,
                    spent,
                    returned);

            var answer = answer(request);

            assertThat(answer).as("step " + i).isEqualTo(model.lease(request, answer.nowMicros()));
            if (answer.granted() > 0) {
                granted.add(answer);
            }
            if (random.nextInt(60) == 0) {
                LockSupport.parkNanos(random.nextLong(40_000_000));
            }
        }
    }

    @Test
    void whatIsGivenBackIsThereForOthersOnce() throws Exception {
        var first = answer(minute("one", 80, List.of()));
        var returned = List.of(new ReturnedLease(first.lease(), 80, 30));

        var once = answer(minute("one", 0, returned));
        var twice = answer(minute("one", 0, returned));
        var other = answer(minute("two", 100, List.of()));

        assertThat(once.used()).isEqualTo(30);
        assertThat(twice.used()).isEqualTo(30);
        assertThat(other.granted()).isEqualTo(70);
    }

    /** One of a limit whose window is so long that nothing ceases to count. */
    private LeaseRequest minute(String instance, long want, List<ReturnedLease> returned) {
        return new LeaseRequest(
                limit, instance, 100, 60_000_000, 3_000, 1_500, want, want, 1, false, List.of(), returned);
    }

    @Test
    void aCounterThatWentWrongIsPutRightNowAndThen() throws Exception {
        answer(request("one", 1_000_000, 10, List.of()));
        try (var connection = client.connect()) {
            connection.sync().hset("millrace:limit:{" + limit + "}:h", "used", "999000");

            for (int i = 0; i < LeaseLog.CALLS_BETWEEN_RECOUNTS; i++) {
                answer(request("one", 1_000_000, 1, List.of()));
            }

            assertThat(answer(request("one", 1_000_000, 0, List.of())).used()).isLessThan(2_000);
        }
    }

    @Test
    void aClockThatIsSetBackStillGoesOn() throws Exception {
        long first = answer(request("one", 10, 10, List.of())).nowMicros();
        long future = first + TimeUnit.HOURS.toMicros(1);
        try (var connection = client.connect()) {
            connection.sync().hset("millrace:limit:{" + limit + "}:h", "now", Long.toString(future));

            long second = answer(request("one", 10, 1, List.of())).nowMicros();
            LockSupport.parkNanos(1_000_000);
            long third = answer(request("one", 10, 1, List.of())).nowMicros();

            assertThat(second).isGreaterThanOrEqualTo(future);
            assertThat(third).isGreaterThan(second);
        }
    }

    @Test
    void aServerThatHasForgottenTheScriptIsToldItAgain() throws Exception {
        answer(request("one", 10, 1, List.of()));
        try (var connection = client.connect()) {
            connection.sync().scriptFlush();

            assertThat(answer(request("one", 10, 1, List.of())).granted()).isEqualTo(1);
        }
    }

    @Test
    void whatIsLeftOfALimitThatNobodyUsesGoesByItself() throws Exception {
        answer(request("one", 10, 1, List.of()));
        try (var connection = client.connect()) {
            for (var part : List.of("z", "h")) {
                assertThat(connection.sync().pttl("millrace:limit:{" + limit + "}:" + part))
                        .isBetween(1L, 10_000L);
            }
        }
    }
}
