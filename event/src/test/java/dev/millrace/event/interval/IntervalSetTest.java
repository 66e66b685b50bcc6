package dev.millrace.event.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntervalSetTest {
    private static final int ALL = Integer.MAX_VALUE;

    @Test
    void shouldTellNewFromRepeated() {
        var set = new IntervalSet();

        assertThat(set.add(7)).isEqualTo(Addition.NEW);
        assertThat(set.add(7)).isEqualTo(Addition.REPEAT);
        assertThat(set.count()).isEqualTo(1);
    }

    @Test
    void shouldTellARepeatInAPageThatIsFull() {
        var set = new IntervalSet();
        set.addAll(new IndexRange(0, 10 * Page.SIZE));

        assertThat(set.add(3 * Page.SIZE + 5)).isEqualTo(Addition.REPEAT);
        assertThat(set.count()).isEqualTo(10 * Page.SIZE);
    }

    @Test
    void shouldHoldAMillionIndicesInAFewBytes() {
        var set = new IntervalSet();
        for (long index = 0; index < 1_000_000; index++) {
            set.add(index);
        }

        assertThat(set.ranges(0, Long.MAX_VALUE, ALL)).containsExactly(new IndexRange(0, 1_000_000));
        assertThat(IntervalCodec.encode(set)).hasSizeLessThan(16);
    }

    @Test
    void shouldNameTheOneThatIsMissing() {
        var set = new IntervalSet();
        for (long index = 0; index < 1_000_000; index++) {
            if (index != 654_321) {
                set.add(index);
            }
        }

        assertThat(set.gaps(0, 1_000_000, ALL)).containsExactly(new IndexRange(654_321, 654_322));
        assertThat(set.countBelow(1_000_000)).isEqualTo(999_999);
    }

    @Test
    void shouldTakeTheGreatestIndex() {
        var set = new IntervalSet();

        set.add(Long.MAX_VALUE - 1);

        assertThat(set.contains(Long.MAX_VALUE - 1)).isTrue();
        assertThat(set.ranges(0, Long.MAX_VALUE, ALL))
                .containsExactly(new IndexRange(Long.MAX_VALUE - 1, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 4_096, 5_000})
    void shouldNotRunPastTheLastIndexThereIs(long last) {
        var set = new IntervalSet();
        for (long index = Long.MAX_VALUE - last + 1; index > 0; index++) {
            set.add(index);
        }

        assertThat(set.count()).isEqualTo(last);
        assertThat(set.ranges(0, Long.MAX_VALUE, ALL))
                .containsExactly(new IndexRange(Long.MAX_VALUE - last + 1, Long.MAX_VALUE));
        assertThat(set.gaps(Long.MAX_VALUE - last, Long.MAX_VALUE, ALL))
                .containsExactly(new IndexRange(Long.MAX_VALUE - last, Long.MAX_VALUE - last + 1));
        assertThat(IntervalCodec.decode(IntervalCodec.encode(set))).isEqualTo(set);
    }

    @Test
    void shouldStopAtTheLimitOfRanges() {
        var set = new IntervalSet();
        for (long index = 0; index < 1000; index += 2) {
            set.add(index);
        }

        assertThat(set.gaps(0, 1000, 3))
                .containsExactly(new IndexRange(1, 2), new IndexRange(3, 4), new IndexRange(5, 6));
    }

    @Test
    void shouldNotShareAnythingWithItsCopy() {
        var set = new IntervalSet();
        set.add(1);
        var copy = set.copy();

        set.add(2);

        assertThat(copy.contains(2)).isFalse();
        assertThat(copy.count()).isEqualTo(1);
    }

    @Test
    void shouldRefuseANegativeIndex() {
        assertThatIllegalArgumentException().isThrownBy(() -> new IntervalSet().add(-1));
    }
}
