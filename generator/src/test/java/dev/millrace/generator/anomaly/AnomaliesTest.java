package dev.millrace.generator.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.generator.field.TimeOffset;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Share;
import dev.millrace.settings.TimeShift;
import java.time.Duration;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AnomaliesTest {
    private static final int EVENTS = 1_000_000;
    private static final AnomalySettings ALL = new AnomalySettings(
            share("2%"),
            new Poison(share("1%"), List.of(PoisonKind.BYTES, PoisonKind.SCHEMA)),
            new Late(share("3%"), new Delay(Duration.ofSeconds(5), Duration.ofMinutes(2))),
            new OutOfOrder(share("5%"), Duration.ofMillis(500)),
            new Duplicate(share("10%"), Duration.ofSeconds(1)),
            new ClockSkew(
                    new TimeOffset(TimeShift.parse("-30s"), TimeShift.parse("30s")),
                    new TimeOffset(TimeShift.parse("1s"), null),
                    null,
                    share("20%")));

    private final Anomalies anomalies = new Anomalies(ALL, 42, "orders", true);

    @Test
    void sharesAreOfAllEvents() {
        assertThat(share(anomalies::dropped)).isCloseTo(0.02, within(0.001));
        assertThat(share(index -> anomalies.poison(index) != null)).isCloseTo(0.01, within(0.001));
        assertThat(share(index -> anomalies.delayNanos(index) > 500_000_000)).isCloseTo(0.03, within(0.001));
        assertThat(share(index -> anomalies.delayNanos(index) > 0)).isCloseTo(0.08, within(0.001));
        assertThat(share(anomalies::duplicated)).isCloseTo(0.1 * 0.97, within(0.002));
        assertThat(share(index -> anomalies.poison(index) == PoisonKind.BYTES)).isCloseTo(0.005, within(0.0005));
    }

    @Test
    void anEventHasOneOfThemAtMost() {
        assertThat(LongStream.range(0, EVENTS).filter(index -> {
                    int kinds = (anomalies.dropped(index) ? 1 : 0)
                            + (anomalies.poison(index) != null ? 1 : 0)
                            + (anomalies.delayNanos(index) > 0 ? 1 : 0);
                    return kinds > 1
                            || (anomalies.duplicated(index)
                                    && (anomalies.dropped(index) || anomalies.poison(index) != null));
                }))
                .isEmpty();
    }

    @Test
    void delaysLieWhereTheyAreSaidTo() {
        var delays = LongStream.range(0, EVENTS)
                .map(anomalies::delayNanos)
                .filter(delay -> delay > 0)
                .toArray();
        long late = Duration.ofSeconds(5).toNanos();
        assertThat(LongStream.of(delays).filter(delay -> delay > 500_000_000 && delay < late))
                .isEmpty();
        assertThat(LongStream.of(delays).max().orElseThrow())
                .isBetween(
                        Duration.ofSeconds(119).toNanos(), Duration.ofMinutes(2).toNanos());
        assertThat(anomalies.longestDelayNanos())
                .isEqualTo(Duration.ofSeconds(121).toNanos());
    }

    @Test
    void theSameSeedAndSourceDrawTheSame() {
        var same = new Anomalies(ALL, 42, "orders", true);
        var otherSource = new Anomalies(ALL, 42, "payments", true);
        var otherSeed = new Anomalies(ALL, 43, "orders", true);

        assertThat(LongStream.range(0, 10_000)
                        .filter(index -> same.delayNanos(index) != anomalies.delayNanos(index)
                                || same.dropped(index) != anomalies.dropped(index)
                                || same.skewMicros(index, 7) != anomalies.skewMicros(index, 7)))
                .isEmpty();
        for (var other : List.of(otherSource, otherSeed)) {
            assertThat(share(index -> other.dropped(index) && anomalies.dropped(index)))
                    .isCloseTo(0.0004, within(0.0002));
        }
    }

    @Test
    void aKeysClockIsAlwaysAsWrongAndDriftsAway() {
        long hour = Duration.ofHours(1).toNanos();
        assertThat(share(key -> anomalies.skewMicros(key, 0) != 0)).isCloseTo(0.2, within(0.002));
        for (long key = 0; key < 1_000; key++) {
            long begin = anomalies.skewMicros(key, 0);
            assertThat(begin).isBetween(-30_000_000L, 30_000_000L);
            assertThat(anomalies.skewMicros(key, 2 * hour)).isEqualTo(begin == 0 ? 0 : begin + 2_000_000);
        }
    }

    @Test
    void aSourcesClockIsTheSameForAllKeys() {
        var skew = new ClockSkew(new TimeOffset(TimeShift.parse("-5s"), null), null, null, share("100%"));
        var unkeyed = new Anomalies(new AnomalySettings(null, null, null, null, null, skew), 1, "s", false);

        assertThat(LongStream.range(0, 1_000).map(key -> unkeyed.skewMicros(key, key)))
                .containsOnly(-5_000_000L);
        assertThat(unkeyed.holdsBack()).isFalse();
        assertThat(unkeyed.dropped(0)).isFalse();
        assertThat(unkeyed.poison(0)).isNull();
    }

    @Test
    void settingsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> new AnomalySettings(null, null, null, null, null, null))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("at least one of 'drop'");
        assertThatThrownBy(
                        () -> new AnomalySettings(share("60%"), new Poison(share("50%"), null), null, null, null, null))
                .hasMessageContaining("must not come to more than 100%");
        assertThatThrownBy(() -> new Delay(Duration.ofSeconds(5), Duration.ofSeconds(1)))
                .hasMessage("most: must not be below least (5s), was 1s");
        assertThatThrownBy(() -> new OutOfOrder(share("1%"), Duration.ofDays(8)))
                .hasMessageContaining("up to 7d");
        assertThatThrownBy(() -> new Poison(share("1%"), List.of())).hasMessageContaining("at least one of bytes");
    }

    private static Share share(String text) {
        return Share.parse(text);
    }

    private static double share(LongPredicate which) {
        return LongStream.range(0, EVENTS).filter(which).count() / (double) EVENTS;
    }
}
