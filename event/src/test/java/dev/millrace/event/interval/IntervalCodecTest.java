package dev.millrace.event.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntervalCodecTest {
    @Test
    void shouldReadBackTheEmptySet() {
        assertThat(IntervalCodec.decode(IntervalCodec.encode(new IntervalSet())))
                .isEqualTo(new IntervalSet());
    }

    @Test
    void shouldTakeNoMoreThanABitForEachIndexHoweverManyHoles() {
        var set = new IntervalSet();
        for (long index = 0; index < 1_000_000; index += 2) {
            set.add(index);
        }

        var bytes = IntervalCodec.encode(set);

        assertThat(bytes).hasSizeLessThan(1_000_000 / 8 + 1_000);
        assertThat(IntervalCodec.decode(bytes)).isEqualTo(set);
    }

    @Test
    void shouldRefuseAVersionItDoesNotKnow() {
        assertThatThrownBy(() -> IntervalCodec.decode(new byte[] {9, 0, 0})).hasMessageContaining("version 9");
    }

    @Test
    void shouldRefuseBytesThatEndEarly() {
        var set = new IntervalSet();
        set.addAll(new IndexRange(5, 70_000));
        var bytes = IntervalCodec.encode(set);

        for (int length = 0; length < bytes.length; length++) {
            var cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> IntervalCodec.decode(cut)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void shouldRefuseOrReadWhateverBytesThereAre(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 3_000; i++) {
            var bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            if (bytes.length > 0) {
                bytes[0] = 1;
            }
            try {
                assertThat(IntervalCodec.decode(bytes).count()).isNotNegative();
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("damaged");
            }
        }
    }
}
