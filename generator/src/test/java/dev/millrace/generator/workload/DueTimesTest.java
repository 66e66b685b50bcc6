package dev.millrace.generator.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.generator.testing.Workloads;
import dev.millrace.generator.workload.curve.Curve;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for due times of every kind of workload, at rates from one a day to hundreds of thousands a second. */
class DueTimesTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long SEED = 20_261_122;

    static Stream<Arguments> workloads() {
        return Stream.of(1.0 / 3_600, 0.7, 49.99, 5_000.0, 250_000.0)
                .flatMap(rate -> Workloads.around(rate).entrySet().stream()
                        .map(entry -> Arguments.of(entry.getKey(), rate, entry.getValue())));
    }

    @ParameterizedTest(name = "{0} at {1}/s")
    @MethodSource("workloads")
    void shouldCountInverselyToTheDueTimesWhereverItBegins(String name, double rate, Workload workload) {
        var random = new Random(SEED);
        var due = Workloads.due(workload);
        for (int i = 0; i < 300; i++) {
            assertInverse(due, index(random, due));
        }
        for (long index = 0; index < Math.min(100, due.events()); index++) {
            assertInverse(due, index);
        }
    }

    @ParameterizedTest(name = "{0} at {1}/s")
    @MethodSource("workloads")
    void shouldNeverGoBack(String name, double rate, Workload workload) {
        var random = new Random(SEED);
        var due = Workloads.due(workload);
        for (int i = 0; i < 50; i++) {
            long first = index(random, due);
            long before = due.offsetNanos(first);
            for (long index = first + 1; index < first + 50; index++) {
                long next = due.offsetNanos(index);
                assertThat(next).as("event %d, seed %d", index, SEED).isGreaterThanOrEqualTo(before);
                before = next;
            }
        }
    }

    @ParameterizedTest(name = "{0} at {1}/s")
    @MethodSource("workloads")
    void shouldBeTheSameForWhoComesThereAndWhoBeginsThere(String name, double rate, Workload workload) {
        var random = new Random(SEED);
        var came = Workloads.due(workload);
        for (int i = 0; i < 20; i++) {
            long index = index(random, came);
            for (long before = Math.max(0, index - 70); before < index; before++) {
                came.offsetNanos(before);
            }

            assertThat(came.offsetNanos(index))
                    .isEqualTo(Workloads.due(workload).offsetNanos(index));
        }
    }

    @ParameterizedTest(name = "{0} at {1}/s")
    @MethodSource("workloads")
    void shouldAddUpToTheIntegralOfTheRate(String name, double rate, Workload workload) {
        var curve = workload.curve(new Circumstances(SEED, Timeline.from(Workloads.BEGIN), 0));
        // The middle of each of many steps: exact for straight lines, and jumps fall on the steps' ends.
        long step = Duration.ofMillis(10).toNanos();
        double sum = 0;
        for (long at = 0; at < 40 * SECOND; at += step) {
            assertThat(curve.eventsBy(at)).as("by %d ns", at).isCloseTo(sum, within(1e-4 * sum + 1e-9));
            sum += curve.perSecondAt(at + step / 2) * (step / 1e9);
        }
    }

    @ParameterizedTest(name = "{0} at {1}/s")
    @MethodSource("workloads")
    void shouldEndWithExactlyTheEventsDueByThen(String name, double rate, Workload workload) {
        var endless = Workloads.due(workload);
        var duration = Duration.ofMillis(12_345);
        var ending = Workloads.due(workload, duration);

        assertThat(ending.events()).isEqualTo(endless.countAt(duration.toNanos() - 1));
        assertThat(ending.countAt(Long.MAX_VALUE)).isEqualTo(ending.events());
        assertThat(ending.offsetNanos(ending.events())).isEqualTo(DueTimes.NEVER);
        for (long index = Math.max(0, ending.events() - 100); index < ending.events(); index++) {
            assertThat(ending.offsetNanos(index)).isEqualTo(endless.offsetNanos(index));
        }
    }

    @ParameterizedTest(name = "{0} at {1}/s")
    @MethodSource("workloads")
    void shouldAnswerForYearsAheadAndForTheEndOfTime(String name, double rate, Workload workload) {
        var due = Workloads.due(workload);
        for (int years : new int[] {1, 30, 250}) {
            long then = Duration.ofDays(years * 365L).toNanos();
            long count = due.countAt(then);

            if (count > 0 && count < due.events()) {
                assertThat(due.offsetNanos(count - 1)).isLessThanOrEqualTo(then);
                assertThat(due.offsetNanos(count)).isGreaterThan(then);
            }
        }
        assertThat(due.countAt(Long.MAX_VALUE)).isGreaterThanOrEqualTo(due.countAt(Long.MAX_VALUE - 1));
        assertThat(due.countAt(Long.MIN_VALUE)).isZero();
        assertThat(due.offsetNanos(Long.MAX_VALUE - 1)).isPositive();
        assertThat(due.countAt(Curve.ENDLESS)).isPositive();
    }

    /** An index of an event that is due within a century, evenly over the orders of magnitude. */
    private static long index(Random random, DueTimes due) {
        long most = Math.clamp(due.countAt(Duration.ofDays(36_500).toNanos()), 2, 1L << 50);
        return Math.min((long) Math.exp(random.nextDouble(0, Math.log((double) most))), Math.max(0, due.events() - 1));
    }

    private static void assertInverse(DueTimes due, long index) {
        long at = due.offsetNanos(index);
        long count = due.countAt(at);
        assertThat(count).as("what is due counts, at %s", index).isGreaterThan(index);
        assertThat(due.offsetNanos(count - 1)).as("all that counts is due").isLessThanOrEqualTo(at);
        if (count < due.events()) {
            assertThat(due.offsetNanos(count))
                    .as("what does not count is not due")
                    .isGreaterThan(at);
        }
        assertThat(due.countAt(at - 1)).as("nothing is due early").isLessThanOrEqualTo(index);
    }
}
