package dev.millrace.generator.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Share;
import java.time.Duration;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is reckoned to be held back is what is: refusing goes by it. */
class HeldBackTest {
    private static final double ENDLESS = Double.POSITIVE_INFINITY;
    private static final long SEED = 20_261_122;

    @ParameterizedTest(name = "late {0} by {1}..{2} ms, out of order {3} within {4} ms, copies {5} within {6} ms")
    @CsvSource({
        "50%, 800, 800, 0%, 1, 0%, 0",
        "10%, 200, 1800, 0%, 1, 0%, 0",
        "0%, 1, 1, 40%, 900, 0%, 0",
        "0%, 1, 1, 0%, 1, 30%, 700",
        "20%, 100, 900, 30%, 400, 20%, 300",
        "40%, 500, 1500, 10%, 100, 100%, 0",
    })
    void shouldBeWhatIsHeldBackInTheMean(
            String late, long least, long most, String disorder, long within, String copies, long copyWithin) {
        var settings = new AnomalySettings(
                null,
                null,
                new Late(Share.parse(late), new Delay(millis(least), millis(most))),
                new OutOfOrder(Share.parse(disorder), millis(within)),
                new Duplicate(Share.parse(copies), copyWithin == 0 ? null : millis(copyWithin)),
                null);
        double perSecond = 20_000;

        var reckoned = HeldBack.of(settings, perSecond, ENDLESS);

        assertThat(reckoned.atOnce()).isCloseTo(held(settings, perSecond), within(0.03 * reckoned.atOnce()));
        long longest = new Anomalies(settings, SEED, "s", false).longestDelayNanos();
        assertThat(reckoned.foundAgain()).isCloseTo(perSecond * longest / 1e9, within(100.0));
    }

    /** How many turns there are in the queue in the mean, after a time in which it has filled. */
    private static double held(AnomalySettings settings, double perSecond) {
        var anomalies = new Anomalies(settings, SEED, "s", false);
        var queue = new PriorityQueue<Long>();
        double sum = 0;
        int looks = 0;
        for (long index = 0; index < 200_000; index++) {
            long now = (long) (index * (1e9 / perSecond));
            while (!queue.isEmpty() && queue.peek() <= now) {
                queue.remove();
            }
            long delay = anomalies.delayNanos(index);
            if (delay > 0) {
                queue.add(now + delay);
            }
            if (anomalies.duplicated(index)) {
                queue.add(now + delay + anomalies.copyDelayNanos(index));
            }
            if (now > anomalies.longestDelayNanos() && index % 16 == 0) {
                sum += queue.size();
                looks++;
            }
        }
        return sum / looks;
    }

    @Test
    void shouldNameTheSizeTheSettingAndTheWayOutWhereMemoryWouldNotDo() {
        var refused = refused(late("50%", Duration.ofMinutes(10)), 100_000, ENDLESS);

        assertThat(refused.field()).isEqualTo("late");
        assertThat(refused.problem())
                .isEqualTo(
                        "would hold back some 30M events at once, at up to 100000/s, which takes 1920 MB of memory; the"
                                + " most is 2.0M events. 30M of them are here, 50% by up to 10m: make the share, the delay or the"
                                + " rate smaller");
    }

    @Test
    void shouldRefuseFewEventsThatMeanMuchToGoThrough() {
        var refused = refused(late("0.001%", Duration.ofDays(7)), 10_000, ENDLESS);

        assertThat(refused.field()).isEqualTo("late.by");
        assertThat(refused.problem()).contains("all that was due in 7d", "6048M events", "at up to 10000/s", "500M");
    }

    @Test
    void shouldNameCopiesWhereItIsThey() {
        var copies = new AnomalySettings(
                null, null, null, null, new Duplicate(Share.parse("100%"), Duration.ofHours(1)), null);

        assertThat(refused(copies, 10_000, ENDLESS).field()).isEqualTo("duplicate");
        assertThat(refused(copies, 1_000_000, 100e9).field()).isEqualTo("duplicate");
    }

    @Test
    void shouldReckonWithNoMoreEventsThanThereAre() {
        var settings = late("50%", Duration.ofMinutes(10));

        assertThatCode(() -> HeldBack.of(settings, 100_000, 1_000_000).check()).doesNotThrowAnyException();
        assertThat(HeldBack.of(settings, 100_000, 1_000_000).atOnce()).isEqualTo(500_000);
        assertThat(HeldBack.of(settings, 100_000, 1_000_000).foundAgain()).isEqualTo(1_000_000);
    }

    @Test
    void shouldReckonWithNothingWhereNothingIsHeldBack() {
        var settings = late("0%", Duration.ofDays(7));

        assertThat(HeldBack.of(settings, 1e9, ENDLESS).foundAgain()).isZero();
        assertThatCode(() -> HeldBack.of(settings, 1e9, ENDLESS).check()).doesNotThrowAnyException();
    }

    private static @Nullable InvalidSetting refused(AnomalySettings settings, double perSecond, double events) {
        return catchThrowableOfType(
                InvalidSetting.class,
                () -> HeldBack.of(settings, perSecond, events).check());
    }

    private static AnomalySettings late(String share, Duration by) {
        return new AnomalySettings(null, null, new Late(Share.parse(share), new Delay(by, null)), null, null, null);
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }
}
