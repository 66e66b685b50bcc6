package dev.millrace.flow.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Up to a thousand instances on one limit: what it costs Redis, and how soon all have their share. In virtual time. */
@Tag("faults")
class ThousandInstancesTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;
    private static final long LIMIT = 200_000;
    private static final double GREEDY = Double.POSITIVE_INFINITY;

    /** What one Redis carries without effort on one core: a fifth of what it can do. */
    private static final long CALLS_OF_A_REDIS = 20_000;

    private final Sendings sendings = new Sendings();
    private final List<Sender> senders = new ArrayList<>();
    private SplittableRandom random;
    private World world;

    private void begin(long seed) {
        random = new SplittableRandom(seed);
        world = new World(random.split());
    }

    private void join(int count, double rate) {
        var settings = SharedLimitSimulationTest.limit((double) LIMIT, Duration.ofSeconds(1), 0);
        for (int i = 0; i < count; i++) {
            senders.add(new Sender(world, random.split(), sendings, "i-" + senders.size(), settings, rate));
        }
    }

    @ParameterizedTest(name = "{0} instances, seed {1}")
    @CsvSource({"1, 101", "10, 102", "100, 103", "1000, 104"})
    void anInstanceAsksNoMoreOftenTheMoreThereAreAndNeverMoreThanARedisCanAnswer(int count, long seed) {
        begin(seed);
        join(count, GREEDY);
        world.runUntil(2 * SECOND);
        long before = world.questions();
        long[] sentBefore = senders.stream().mapToLong(Sender::sent).toArray();

        world.runUntil(3 * SECOND);

        long callsPerSecond = world.questions() - before;
        assertThat(callsPerSecond).isLessThanOrEqualTo(Math.min(100L * count, CALLS_OF_A_REDIS));
        assertThat(sendings.worst(SECOND)).isLessThanOrEqualTo(LIMIT);
        assertThat(sendings.between(world.now() - SECOND, world.now())).isGreaterThanOrEqualTo(LIMIT * 99 / 100);
        double share = LIMIT / (double) count;
        for (int i = 0; i < count; i++) {
            assertThat(senders.get(i).sent() - sentBefore[i])
                    .as("what instance %d sent in a second", i)
                    .isBetween((long) (0.8 * share), (long) (1.2 * share));
        }
    }

    @ParameterizedTest(name = "{0} instances of 400 a second each, seed {1}")
    @CsvSource({"1, 111", "10, 112", "100, 113", "400, 114", "1000, 115"})
    void whatIsSentGrowsWithTheInstancesUntilTheLimitIsReached(int count, long seed) {
        begin(seed);
        join(count, 400);

        world.runUntil(3 * SECOND);

        double wanted = Math.min(400.0 * count, (double) LIMIT);
        assertThat((double) sendings.between(2 * SECOND, 3 * SECOND)).isBetween(0.99 * wanted, 1.01 * wanted);
        assertThat(sendings.worst(SECOND)).isLessThanOrEqualTo(LIMIT);
    }

    /** How long it takes until each asks for what is its fair share; it then has it with its next lease. */
    private long millisUntilFair(List<Sender> present) {
        long begun = world.now();
        double share = 1_000.0 * LIMIT / present.size();
        while (!present.stream().allMatch(sender -> Math.abs(sender.status().level() - share) < 0.02 * share)) {
            world.runUntil(world.now() + MILLI);
            assertThat(world.now() - begun).as("it takes for ever").isLessThan(3 * SECOND);
        }
        return (world.now() - begun) / MILLI;
    }

    @Test
    void sharesFollowAtOnceWhoeverComesGoesOrDies() {
        begin(121);
        join(500, GREEDY);
        world.runUntil(2 * SECOND);

        join(500, GREEDY);
        assertThat(millisUntilFair(senders)).as("ms after 500 came").isLessThan(200);
        world.runUntil(world.now() + SECOND);

        senders.subList(0, 300).forEach(Sender::leave);
        assertThat(millisUntilFair(senders.subList(300, 1_000)))
                .as("ms after 300 left")
                .isLessThan(200);
        world.runUntil(world.now() + SECOND);

        senders.subList(300, 600).forEach(Sender::crash);
        // Who dies says nothing: it is counted until it has missed ten of its turns.
        assertThat(millisUntilFair(senders.subList(600, 1_000)))
                .as("ms after 300 died")
                .isLessThan(1_000);
        world.runUntil(world.now() + SECOND + SECOND / 2);

        assertThat(sendings.worst(SECOND)).isLessThanOrEqualTo(LIMIT);
        assertThat(sendings.between(world.now() - SECOND, world.now())).isGreaterThanOrEqualTo(LIMIT * 99 / 100);
    }
}
