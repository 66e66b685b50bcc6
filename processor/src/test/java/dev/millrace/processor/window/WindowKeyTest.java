package dev.millrace.processor.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WindowKeyTest {
    @Test
    void olderWindowsSortFirstAndTheHeaderBeforeAll() {
        var starts = List.of(Long.MIN_VALUE, -1_000L, -1L, 0L, 1L, 1_795_291_200_000L, Long.MAX_VALUE);
        var keys = starts.stream()
                .flatMap(start ->
                        List.of(WindowKey.firstOf(start), WindowKey.of(start, new byte[] {(byte) 0xff})).stream())
                .toList();

        assertThat(keys).isSortedAccordingTo(Arrays::compareUnsigned);
        assertThat(keys)
                .allSatisfy(key -> assertThat(Arrays.compareUnsigned(WindowKey.header(), key))
                        .isNegative());
    }

    @Test
    void startAndGroupAreReadBack() {
        var random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            long start = random.nextLong();
            var group = new byte[random.nextInt(20)];
            random.nextBytes(group);
            var key = WindowKey.of(start, group);

            assertThat(WindowKey.start(key)).isEqualTo(start);
            assertThat(WindowKey.group(key)).isEqualTo(group);
        }
    }

    @Test
    void windowsAreFinalInStepsOfTheirLength() {
        var windows = new Tumbling(10, 5);

        assertThat(windows.start(-1)).isEqualTo(-10);
        assertThat(windows.finalUpTo(14)).isZero();
        assertThat(windows.finalUpTo(15)).isEqualTo(10);
        assertThat(windows.finalUpTo(24)).isEqualTo(10);
        assertThat(List.of(windows.finalUpTo(-6), windows.finalUpTo(-5), windows.finalUpTo(4), windows.finalUpTo(5)))
                .isSortedAccordingTo(Comparator.naturalOrder())
                .containsExactly(-20L, -10L, -10L, 0L);
    }
}
