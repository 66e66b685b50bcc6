package dev.millrace.checks.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.embedded.redis.EmbeddedRedis;
import dev.millrace.embedded.redis.RedisSettings;
import dev.millrace.embedded.testing.SharedKafka;
import dev.millrace.flow.limit.ErrorBound;
import dev.millrace.settings.Share;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole programs on one limit in one Redis, judged by when the broker took their events. The limit is 50 000/s, or what
 * {@code -Dmillrace.limit} says, for a machine on which so many programs cannot send that much.
 */
@Tag("endurance")
class ProgramsUnderOneLimitIT {
    private static final long LIMIT = Long.getLong("millrace.limit", 50_000);
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int SECOND = 1_000;
    private static final int SETTLE = 2 * SECOND;
    private static final int STRETCH = 4 * SECOND;
    /** New programs compile themselves for as long as a minute, five of them on two cores. */
    private static final int TRIES = 30;

    private static final double ENOUGH = 0.99;

    /** What a sending loop may have taken permits for and not handed to the producer yet. */
    private static final int A_LOOPS_BURST = 256;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} instances")
    @ValueSource(ints = {1, 3, 5})
    void eventsOfAllInstancesTogetherUseTheLimitAndKeepToItInEveryWindow(int instances) throws Exception {
        try (var redis = EmbeddedRedis.start(new RedisSettings(folder.resolve("redis"), 0))) {
            var topic = newTopic();
            try (var times = new AppendTimes(SharedKafka.bootstrapServers(), topic);
                    var programs = start(redis, topic, instances)) {
                double used = bestStretch(times) / LIMIT;
                programs.finish();
                times.awaitAll(PATIENCE);

                long inFlight = (long) instances
                        * LimitedPrograms.SHARDS_EACH
                        * (LimitedPrograms.IN_FLIGHT / times.smallest() + A_LOOPS_BURST);
                long held = programs.wasAlone()
                        ? new ErrorBound(LIMIT, instances, Duration.ofSeconds(1), new Share(0)).worstWindowOfAnOutage()
                        : LIMIT;
                System.out.printf(
                        "%d instances under a limit of %,d events/s: worst second %,d of %,d and %,d in flight; used %.4f%n",
                        instances, LIMIT, times.worst(SECOND), held, inFlight, used);
                assertThat(times.worst(SECOND)).isLessThanOrEqualTo(held + inFlight);
                assertThat(used).isGreaterThanOrEqualTo(ENOUGH);
            }
        }
    }

    private static String newTopic() {
        return SharedKafka.newTopic("limited", 3, Map.of("message.timestamp.type", "LogAppendTime"));
    }

    private LimitedPrograms start(EmbeddedRedis redis, String topic, int instances) throws Exception {
        var programs =
                new LimitedPrograms(folder, SharedKafka.bootstrapServers(), redis.uri(), topic, instances, LIMIT);
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> programs.sharing(redis.uri()) == instances);
        return programs;
    }

    /**
     * The events a second of the first stretch in which the limit was used; of the best there was, if there was none. Not
     * of any stretch: on a machine that others use as well, programs may be kept from sending.
     */
    private static double bestStretch(AppendTimes times) {
        double best = 0;
        int from = times.latest() + SETTLE;
        for (int tries = 0; tries < TRIES && best < ENOUGH * LIMIT; tries++) {
            int begin = from;
            Awaitility.await().atMost(PATIENCE).until(() -> times.latest() > begin + STRETCH + SECOND);
            best = Math.max(best, times.between(begin, begin + STRETCH) * (double) SECOND / STRETCH);
            from = begin + STRETCH;
        }
        return best;
    }
}
