package dev.millrace.flow.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.settings.Rate;
import dev.millrace.settings.Share;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Many instances on one limit, in virtual time. Each case says its seed in its name. */
class SharedLimitSimulationTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long BIN = SECOND / 20;
    private static final double GREEDY = Double.POSITIVE_INFINITY;

    private final Sendings sendings = new Sendings();
    private final List<Sender> senders = new ArrayList<>();

    static LimitSettings limit(double rate, Duration window, double burst) {
        return new LimitSettings(new Rate(rate), window, new Share(burst), List.of("orders"));
    }

    private void join(World world, SplittableRandom random, LimitSettings settings, double rate) {
        senders.add(new Sender(world, random.split(), sendings, "instance-" + senders.size(), settings, rate));
    }

    /** What came of it, for the message of a failure. */
    private String figures(World world, LimitSettings settings) {
        double seconds = world.now() * 1e-9;
        return "used=%.4f worst=%d of %d, calls a second and instance=%.1f"
                .formatted(
                        sendings.between(2 * SECOND, world.now())
                                / (settings.rate().perSecond() * (seconds - 2)),
                        sendings.worst(settings.window().toNanos()),
                        settings.permits(),
                        world.questions() / seconds / senders.size());
    }

    @ParameterizedTest(name = "{0} instances, seed {1}")
    @CsvSource({"1, 11", "2, 12", "3, 13", "5, 14", "8, 15", "16, 16", "64, 17"})
    void greedyInstancesUseAllOfALimitAndNeverMoreAndEachItsShare(int count, long seed) {
        var random = new SplittableRandom(seed);
        var world = new World(random.split());
        var settings = limit(50_000, Duration.ofSeconds(1), 0);
        for (int i = 0; i < count; i++) {
            join(world, random, settings, GREEDY);
        }

        world.runUntil(6 * SECOND);

        assertThat(sendings.worst(SECOND)).isLessThanOrEqualTo(50_000);
        assertThat(sendings.between(2 * SECOND, 6 * SECOND))
                .as(figures(world, settings))
                .isGreaterThanOrEqualTo(4 * 49_500);
        assertThat(sendings.emptyBins(SECOND, 6 * SECOND, BIN)).isZero();
        assertThat(world.questions()).isLessThanOrEqualTo(100L * 6 * count);
        assertThat(senders)
                .allSatisfy(sender -> assertThat((double) sender.sent() * count / (6 * 49_500))
                        .isBetween(0.9, 1.1));
    }

    /** As sending loops of the generator do; what they could not take in time is given back. */
    @ParameterizedTest(name = "{0} instances with {1} loops that commit for {2} ms use {4}, seed {3}")
    @CsvSource({
        "1, 1, 8, 61, 0.98",
        "3, 1, 8, 63, 0.98",
        "5, 1, 8, 65, 0.99",
        "1, 4, 8, 62, 0.99",
        "3, 4, 8, 64, 0.99",
        "5, 4, 8, 66, 0.99"
    })
    void loopsThatCommitUseTheLimitAllTheSame(int count, int loops, long commitMillis, long seed, double least) {
        var random = new SplittableRandom(seed);
        var world = new World(random.split());
        var settings = limit(50_000, Duration.ofSeconds(1), 0);
        for (int i = 0; i < count; i++) {
            new CommittingLoops(
                    world, random.split(), sendings, "instance-" + i, settings, loops, commitMillis * 1_000_000);
        }

        world.runUntil(6 * SECOND);

        assertThat(sendings.worst(SECOND)).isLessThanOrEqualTo(50_000);
        assertThat(sendings.between(2 * SECOND, 6 * SECOND) / (4 * 50_000.0)).isGreaterThanOrEqualTo(least);
    }

    @ParameterizedTest(name = "{0} loops, seed {1}")
    @CsvSource({"2, 71", "8, 72", "32, 73"})
    void loopsOfOneInstanceThatNeedNearlyTheWholeLimitWaitForNothing(int loops, long seed) {
        var random = new SplittableRandom(seed);
        var world = new World(random.split());
        var limit = Sender.limit(world, random, "one", limit(50_000, Duration.ofSeconds(1), 0));
        for (int i = 0; i < loops; i++) {
            senders.add(new Sender(world, random.split(), sendings, limit, 47_000.0 / loops));
        }

        long most = 0;
        for (int i = 0; i < 400; i++) {
            world.runUntil(2 * SECOND + i * SECOND / 100);
            most = Math.max(most, senders.stream().mapToLong(Sender::waiting).sum());
        }

        assertThat(sendings.worst(SECOND)).isLessThanOrEqualTo(50_000);
        assertThat(most).as("waiting, of 47 000 a second").isLessThan(47_000 * 4 / 100);
    }

    @ParameterizedTest(name = "{0} greedy and {1} lazy instances, seed {2}")
    @CsvSource({"1, 1, 21", "2, 6, 22", "4, 4, 23", "16, 48, 24"})
    void lazyInstancesGetWhatTheyWantAndGreedyOnesTheRest(int greedy, int lazy, long seed) {
        var random = new SplittableRandom(seed);
        var world = new World(random.split());
        var settings = limit(50_000, Duration.ofSeconds(1), 0);
        double share = 50_000.0 / (greedy + lazy);
        for (int i = 0; i < greedy; i++) {
            join(world, random, settings, GREEDY);
        }
        for (int i = 0; i < lazy; i++) {
            join(world, random, settings, share * (0.1 + 0.5 * random.nextDouble()));
        }

        world.runUntil(6 * SECOND);

        assertThat(sendings.worst(SECOND)).isLessThanOrEqualTo(50_000);
        assertThat(sendings.between(2 * SECOND, 6 * SECOND))
                .as(figures(world, settings))
                .isGreaterThanOrEqualTo(4 * 49_500);
        assertThat(sendings.emptyBins(SECOND, 6 * SECOND, BIN)).isZero();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {31, 32, 33, 34})
    void aLimitIsHeldAndUsedWhileInstancesJoinLeaveAndDie(long seed) {
        var random = new SplittableRandom(seed);
        var world = new World(random.split());
        var settings = limit(100_000, Duration.ofSeconds(1), 0);
        for (int i = 0; i < 6; i++) {
            join(world, random, settings, GREEDY);
        }
        for (int i = 1; i <= 18; i++) {
            world.runUntil(2 * SECOND + i * SECOND / 2);
            switch (random.nextInt(3)) {
                case 0 -> join(world, random, settings, GREEDY);
                case 1 -> join(world, random, settings, 3_000);
                default -> {
                    var one = senders.get(i % senders.size());
                    if (random.nextBoolean()) {
                        one.leave();
                    } else if (i % 6 == 0) {
                        one.crash();
                    }
                }
            }
        }

        world.runUntil(12 * SECOND);

        assertThat(sendings.worst(SECOND)).isLessThanOrEqualTo(100_000);
        assertThat(sendings.between(2 * SECOND, 12 * SECOND))
                .as(figures(world, settings))
                .isGreaterThanOrEqualTo(10 * 99_000);
        assertThat(sendings.emptyBins(SECOND, 12 * SECOND, BIN)).isZero();
    }

    /** Of what the leases' life leaves, all but a fiftieth; of few events, all but one in the whole time. */
    @ParameterizedTest(name = "{0} events in {1} ms, {2} instances, seed {3}")
    @CsvSource({
        "1, 1000, 1, 81",
        "1, 1000, 8, 82",
        "1, 100, 5, 83",
        "2, 1000, 3, 84",
        "5, 1000, 8, 41",
        "12, 60000, 2, 44",
        "19, 10000, 8, 85",
        "400, 10000, 3, 42",
        "500, 1000, 8, 87",
        "10, 100, 3, 88",
        "100000, 100, 4, 43",
        "100000, 5000, 4, 45"
    })
    void smallAndLargeLimitsAndWindowsAreHeldAndUsed(long events, long millis, int count, long seed) {
        var random = new SplittableRandom(seed);
        var world = new World(random.split());
        var settings = limit(events * 1_000.0 / millis, Duration.ofMillis(millis), 0);
        for (int i = 0; i < count; i++) {
            join(world, random, settings, GREEDY);
        }
        long window = millis * 1_000_000;
        long windows = events > 1_000 ? 4 : 12;

        world.runUntil((1 + windows) * window);

        assertThat(settings.permits()).isEqualTo(events);
        assertThat(sendings.worst(window)).isLessThanOrEqualTo(events);
        double usable = LeaseTiming.of(settings.window()).usable() * events * windows;
        assertThat((double) sendings.between(window, (1 + windows) * window))
                .as(figures(world, settings))
                .isGreaterThanOrEqualTo(0.98 * usable - 1);
    }

    @ParameterizedTest(name = "burst {0}: from {1} to {2} permits in the first 100 ms, seed {3}")
    @CsvSource({"0, 500, 1600, 51", "0.5, 4500, 6600, 52", "1, 8000, 10000, 53"})
    void aBurstMayGoAtOnceAfterAQuietTimeAndIsStillWithinTheWindow(double burst, long least, long most, long seed) {
        var random = new SplittableRandom(seed);
        var world = new World(random.split());
        var settings = limit(10_000, Duration.ofSeconds(1), burst);
        join(world, random, settings, 100);
        world.runUntil(3 * SECOND);

        senders.getFirst().becomeGreedy();
        world.runUntil(6 * SECOND);

        assertThat(sendings.between(3 * SECOND, 3 * SECOND + SECOND / 10)).isBetween(least, most);
        assertThat(sendings.worst(SECOND)).isLessThanOrEqualTo(10_000);
        assertThat(sendings.between(4 * SECOND, 6 * SECOND)).isGreaterThanOrEqualTo(2 * 9_800);
    }

    @Test
    void aServerClockThatIsSetBackOrForthNeverStopsTheLimit() {
        var random = new SplittableRandom(61);
        var world = new World(random.split());
        var settings = limit(10_000, Duration.ofSeconds(1), 0);
        join(world, random, settings, GREEDY);
        join(world, random, settings, GREEDY);
        world.setServerClock(3_600 * SECOND);
        world.runUntil(3 * SECOND);

        world.setServerClock(0);
        world.runUntil(6 * SECOND);

        assertThat(sendings.worst(SECOND)).isLessThanOrEqualTo(10_000);
        assertThat(sendings.between(3 * SECOND, 6 * SECOND)).isGreaterThanOrEqualTo(3 * 9_800);
    }
}
