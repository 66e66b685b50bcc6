package dev.millrace.flow.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.settings.Share;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a limit whose log is out of reach or loses what it knew, in virtual time. */
class OutageSimulationTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long LIMIT = 50_000;

    private final Sendings sendings = new Sendings();
    private final List<Sender> senders = new ArrayList<>();
    private World world;

    private ErrorBound begin(int greedy, int lazy, double burst, long seed) {
        var random = new SplittableRandom(seed);
        world = new World(random.split());
        var settings = SharedLimitSimulationTest.limit((double) LIMIT, Duration.ofSeconds(1), burst);
        for (int i = 0; i < greedy + lazy; i++) {
            double rate = i < greedy ? Double.POSITIVE_INFINITY : 0.3 * LIMIT / (greedy + lazy);
            senders.add(new Sender(world, random.split(), sendings, "instance-" + i, settings, rate));
        }
        world.runUntil(3 * SECOND);
        return new ErrorBound(LIMIT, greedy + lazy, Duration.ofSeconds(1), new Share(burst));
    }

    @ParameterizedTest(name = "{0} greedy, {1} lazy, burst {2}, seed {3}")
    @CsvSource({"1, 0, 0, 71", "4, 0, 0, 72", "4, 4, 0, 73", "2, 2, 1, 74", "32, 0, 0, 75"})
    void instancesGoOnAloneWhileTheLogIsOutOfReachAndTogetherOnceItIsBack(
            int greedy, int lazy, double burst, long seed) {
        var bound = begin(greedy, lazy, burst, seed);

        world.reachable(false);
        world.runUntil(4 * SECOND);
        assertThat(senders).allSatisfy(sender -> {
            assertThat(sender.status().mode()).isEqualTo(LimiterMode.LOCAL);
            assertThat(sender.status().instances()).isEqualTo(greedy + lazy);
        });
        world.runUntil(6 * SECOND);
        world.reachable(true);
        world.runUntil(10 * SECOND);

        assertThat(senders)
                .allSatisfy(sender -> assertThat(sender.status().mode()).isEqualTo(LimiterMode.REDIS));
        long alone = sendings.between(4 * SECOND + SECOND / 2, 5 * SECOND + SECOND / 2);
        assertThat(alone).isLessThanOrEqualTo(LIMIT * 9 / 10);
        assertThat((double) alone).isGreaterThan(0.85 * bound.local() * greedy);
        assertThat(sendings.worst(SECOND)).isLessThanOrEqualTo(bound.worstWindowOfAnOutage());
        // Bursts come back each window, with nothing in between: part of the leases is forfeited.
        assertThat(sendings.between(8 * SECOND, 10 * SECOND))
                .isGreaterThanOrEqualTo(2 * LIMIT * (burst > 0 ? 90 : 98) / 100);
        assertThat(senders)
                .allSatisfy(sender -> assertThat(sender.longestWait()).isLessThanOrEqualTo(50_000_000));
    }

    @ParameterizedTest(name = "{0} events a second, {1} instances, seed {2}")
    @CsvSource({"1, 1, 51", "1, 4, 52", "2, 4, 53", "5, 8, 54", "10, 3, 55"})
    void ofASmallLimitNineTenthsAreTakenInTheMeanAndOneEventEachAtMost(long events, int count, long seed) {
        var random = new SplittableRandom(seed);
        world = new World(random.split());
        var settings = SharedLimitSimulationTest.limit((double) events, Duration.ofSeconds(1), 0);
        for (int i = 0; i < count; i++) {
            senders.add(
                    new Sender(world, random.split(), sendings, "instance-" + i, settings, Double.POSITIVE_INFINITY));
        }
        var bound = new ErrorBound(events, count, Duration.ofSeconds(1), new Share(0));
        world.runUntil(5 * SECOND);
        world.reachable(false);
        world.runUntil(7 * SECOND);
        sendings.clear();

        world.runUntil(107 * SECOND);

        assertThat(sendings.worst(SECOND)).isLessThanOrEqualTo(bound.alone());
        assertThat((double) sendings.between(7 * SECOND, 107 * SECOND))
                .isBetween(0.6 * events * 100, 0.9 * events * 100 + count);
    }

    /** Longer than the log remembers who there is: the first to come back is told that it is alone. */
    @ParameterizedTest(name = "{0} instances, seed {1}")
    @CsvSource({"2, 61", "4, 63"})
    void aLogThatComesAndGoesDoesNotMakeAnyoneTakeMoreThanItsShare(int count, long seed) {
        var bound = begin(count, 0, 0, seed);
        var random = new SplittableRandom(seed);

        long time = 3 * SECOND;
        for (int outage = 0; outage < 20; outage++) {
            world.reachable(false);
            time += outage % 2 == 0 ? 6 * SECOND : SECOND / 2 + random.nextLong(SECOND);
            world.runUntil(time);
            world.reachable(true);
            time += random.nextLong(SECOND / 10);
            world.runUntil(time);
        }

        assertThat(sendings.worst(SECOND)).isLessThanOrEqualTo(bound.worstWindowOfAnOutage());
    }

    @ParameterizedTest(name = "{0} instances, burst {1}, seed {2}")
    @CsvSource({"1, 0, 81", "4, 0, 82", "16, 0, 83", "4, 0.2, 84"})
    void anEmptiedLogIsToldWhatWasSpent(int count, double burst, long seed) {
        var bound = begin(count, 0, burst, seed);

        world.flush();
        world.runUntil(3 * SECOND + SECOND / 20);
        assertThat(senders)
                .allSatisfy(sender -> assertThat(sender.status().used())
                        .as("what the new log knows of")
                        .isGreaterThan(LIMIT * 8 / 10));
        world.runUntil(6 * SECOND);

        assertThat(sendings.worst(SECOND)).isLessThanOrEqualTo(bound.worstWindowOfALoss());
        assertThat(senders).allSatisfy(sender -> {
            assertThat(sender.status().mode()).isEqualTo(LimiterMode.REDIS);
            assertThat(sender.status().instances()).isEqualTo(count);
        });
        assertThat(sendings.between(4 * SECOND, 6 * SECOND)).isGreaterThanOrEqualTo(2 * LIMIT * 98 / 100);
    }

    @ParameterizedTest(name = "seed {0}")
    @CsvSource({"91"})
    void aLogThatComesBackEmptyIsToldWhatWasSpent(long seed) {
        var bound = begin(4, 0, 0, seed);

        world.reachable(false);
        world.runUntil(4 * SECOND);
        world.flush();
        world.reachable(true);
        world.runUntil(8 * SECOND);

        assertThat(sendings.worst(SECOND)).isLessThanOrEqualTo(bound.worstWindowOfAnOutage());
        assertThat(sendings.between(6 * SECOND, 8 * SECOND)).isGreaterThanOrEqualTo(2 * LIMIT * 98 / 100);
    }

    @ParameterizedTest(name = "seed {0}")
    @CsvSource({"95"})
    void anInstanceThatNeverReachedTheLogDecidesAsIfAlone(long seed) {
        var random = new SplittableRandom(seed);
        world = new World(random.split());
        world.reachable(false);
        var settings = SharedLimitSimulationTest.limit((double) LIMIT, Duration.ofSeconds(1), 0);
        senders.add(new Sender(world, random.split(), sendings, "lonely", settings, Double.POSITIVE_INFINITY));

        world.runUntil(9 * SECOND);

        assertThat(sendings.between(0, 4 * SECOND)).isZero();
        assertThat(sendings.worst(SECOND)).isBetween(LIMIT * 8L / 10, LIMIT * 9L / 10);
    }
}
