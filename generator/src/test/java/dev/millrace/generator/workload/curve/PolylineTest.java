package dev.millrace.generator.workload.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.generator.workload.curve.Polyline.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rates in straight pieces beside their sum in small steps. */
class PolylineTest {
    private static final long SECOND = 1_000_000_000L;

    private static Polyline drawn(Random random) {
        var pieces = new ArrayList<Piece>();
        double rate = random.nextInt(3) == 0 ? 0 : Math.pow(10, random.nextDouble(-2, 5));
        for (int i = random.nextInt(1, 12); i > 0; i--) {
            double next = random.nextInt(4) == 0 ? 0 : Math.pow(10, random.nextDouble(-2, 5));
            boolean jump = random.nextInt(3) == 0;
            pieces.add(new Piece(1 + random.nextLong(20 * SECOND), jump ? next : rate, next));
            rate = next;
        }
        return new Polyline(pieces);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theSumIsTheIntegralOfTheRate(long seed) {
        var line = drawn(new Random(seed));
        int steps = 200_000;
        double step = line.length() / (double) steps;
        double sum = 0;
        for (int i = 0; i < steps; i++) {
            sum += line.perSecondAt((long) ((i + 0.5) * step)) * step / 1e9;
            if (i % 1_000 == 999) {
                assertThat(line.eventsBy((long) ((i + 1) * step)))
                        .as("after step %d", i)
                        .isCloseTo(sum, within(1e-3 * line.events() + 1e-6));
            }
        }
        assertThat(line.eventsBy(line.length())).isEqualTo(line.events());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void aTimeIsTheFirstByWhichTheSumIsReached(long seed) {
        var random = new Random(seed);
        var line = drawn(random);
        for (int i = 0; i < 2_000; i++) {
            double wanted = random.nextDouble() * line.events();
            long at = line.nanosAt(wanted);

            assertThat(at).isBetween(0L, line.length());
            double near = 1e-9 * line.events() + 1e-6;
            assertThat(line.eventsBy(at)).as("by %d of %s", at, wanted).isGreaterThanOrEqualTo(wanted - near);
            assertThat(line.eventsBy(at - 2)).as("before %d of %s", at, wanted).isLessThanOrEqualTo(wanted + near);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {21, 22, 23, 24})
    void neitherGoesBackWhateverOrderIsAskedIn(long seed) {
        var random = new Random(seed);
        var line = drawn(random);
        long[] times = random.longs(500, 0, line.length()).sorted().toArray();
        double before = 0;
        long earlier = 0;
        for (long time : times) {
            // Something far away in between, so that no piece is the one last asked for.
            line.eventsBy(random.nextLong(line.length()));
            double events = line.eventsBy(time);
            assertThat(events).isGreaterThanOrEqualTo(before);
            long at = line.nanosAt(events);
            assertThat(at).isGreaterThanOrEqualTo(earlier);
            before = events;
            earlier = at;
        }
    }

    @Test
    void whereTheRateIsNothingTheNextEventIsDueAtTheEndOfThat() {
        var line = new Polyline(List.of(Piece.level(SECOND, 10), Piece.level(2 * SECOND, 0), Piece.level(SECOND, 10)));

        assertThat(line.nanosAt(10)).isEqualTo(3 * SECOND);
        assertThat(line.eventsBy(2 * SECOND)).isEqualTo(10);
        assertThat(line.perSecondAt(2 * SECOND)).isZero();
    }

    @Test
    void outsideOfItThereIsNothing() {
        var line = Polyline.of(new Piece(2 * SECOND, 0, 100), Piece.level(0, 7));

        assertThat(line.length()).isEqualTo(2 * SECOND);
        assertThat(line.events()).isEqualTo(100);
        assertThat(line.eventsBy(-1)).isZero();
        assertThat(line.eventsBy(Long.MAX_VALUE)).isEqualTo(100);
        assertThat(line.perSecondAt(-1)).isZero();
        assertThat(line.perSecondAt(2 * SECOND)).isZero();
        assertThat(line.nanosAt(-5)).isZero();
        assertThat(line.nanosAt(100)).isEqualTo(2 * SECOND);
        assertThat(line.lastPerSecond()).isEqualTo(100);
        assertThat(line.highestPerSecond()).isEqualTo(100);
    }

    @Test
    void timesThatRunOverAreRefused() {
        assertThatThrownBy(() -> new Polyline(List.of(Piece.level(Long.MAX_VALUE, 1), Piece.level(Long.MAX_VALUE, 1))))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void threadsThatAskAtOnceGetWhatOneGets() throws Exception {
        var line = drawn(new Random(31));
        var alone = drawn(new Random(31));
        try (var threads = Executors.newFixedThreadPool(4)) {
            var asked = IntStream.range(0, 4)
                    .mapToObj(thread -> threads.submit(() -> {
                        var random = new Random(thread);
                        long wrong = 0;
                        for (int i = 0; i < 50_000; i++) {
                            long time = random.nextLong(line.length());
                            wrong += line.perSecondAt(time) == rate(alone, time) ? 0 : 1;
                        }
                        return wrong;
                    }))
                    .toList();
            for (var answer : asked) {
                assertThat(answer.get()).isZero();
            }
        }
    }

    private static double rate(Polyline line, long time) {
        synchronized (line) {
            return line.perSecondAt(time);
        }
    }
}
