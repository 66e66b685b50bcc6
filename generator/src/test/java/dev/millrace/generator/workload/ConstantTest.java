package dev.millrace.generator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.generator.testing.Workloads;
import dev.millrace.settings.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConstantTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void shouldBeDueFirstAtTheVeryStart() {
        var workload = at(5);

        assertThat(workload.offsetNanos(0)).isZero();
        assertThat(workload.countAt(-1)).isZero();
        assertThat(workload.countAt(0)).isEqualTo(1);
    }

    @Test
    void shouldSpaceEventsEvenly() {
        var workload = at(1_000);

        for (long index = 0; index < 10_000; index++) {
            assertThat(workload.offsetNanos(index)).isEqualTo(index * 1_000_000);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 1, 3, 7, 1_000, 33_333.3, 1_000_000, 3e8})
    void shouldHoldTheRateOverADay(double perSecond) {
        long count = at(perSecond).countAt(Duration.ofDays(1).toNanos() - 1);

        assertThat((double) count).isBetween(perSecond * 86_400 - 1, perSecond * 86_400 + 1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.0 / 86_400, 0.3, 1, 3, 49.99, 5_000, 1e6, 1e9, 1e12})
    void shouldCountInverselyToTheDueTimes(double perSecond) {
        var random = new Random(Double.hashCode(perSecond));
        for (int i = 0; i < 2_000; i++) {
            assertInverse(at(perSecond), index(random, perSecond));
        }
    }

    @Test
    void shouldCountInverselyToTheDueTimesAtRandomRates() {
        long seed = 20_261_121;
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            double perSecond = Math.pow(10, random.nextDouble(-3, 8));
            assertInverse(at(perSecond), index(random, perSecond));
        }
    }

    @Test
    void shouldGiveEachEventADueTimeOfItsOwnUpToAMillionASecond() {
        var workload = at(1e6);
        for (long index : new long[] {0, 1_000_000, 1_000_000_000, 999_999_999_990L}) {
            for (long next = index; next < index + 10; next++) {
                assertThat(workload.countAt(workload.offsetNanos(next))).isEqualTo(next + 1);
            }
        }
    }

    @Test
    void shouldAnswerForTimesBeyondAnyClock() {
        assertThat(at(1).countAt(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE / SECOND + 1);
        assertThat(at(1e-6).offsetNanos(1_000_000_000_000L)).isEqualTo(Long.MAX_VALUE);
    }

    /** An index up to 1e12 whose due time lies within 200 years. */
    private static long index(Random random, double perSecond) {
        double most = Math.min(1e12, perSecond * 200 * 365 * 86_400);
        return (long) Math.pow(10, random.nextDouble(0, Math.log10(most)));
    }

    private static void assertInverse(DueTimes workload, long index) {
        long due = workload.offsetNanos(index);
        long count = workload.countAt(due);
        assertThat(count).as("what is due counts, at %s of %s", index, workload).isGreaterThan(index);
        assertThat(workload.offsetNanos(count - 1)).as("all that counts is due").isLessThanOrEqualTo(due);
        assertThat(workload.offsetNanos(count))
                .as("what does not count is not due")
                .isGreaterThan(due);
        if (due > 0) {
            assertThat(workload.countAt(due - 1)).as("nothing is due early").isLessThanOrEqualTo(index);
        }
    }

    private static DueTimes at(double perSecond) {
        var timeline = Timeline.from(Instant.EPOCH);
        return new Pacing(new Workload.Constant(new Rate(perSecond))).dueTimes(1, "s", () -> timeline);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 5, 40, 333, 5_000, 12_345.6, 50_000, 1_000_000})
    void shouldHaveTheMeanThatItIsWrittenWith(double rate) {
        var due = Workloads.due(new Workload.Constant(new Rate(rate)));
        var random = new Random(7);

        for (int i = 0; i < 10_000; i++) {
            long nanos = random.nextLong(1, 86_400_000_000_000L);
            assertThat(due.meanPerSecond(nanos)).as("at %d, seed 7", nanos).isEqualTo(rate);
        }
    }
}
