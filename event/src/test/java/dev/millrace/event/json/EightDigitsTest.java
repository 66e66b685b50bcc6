package dev.millrace.event.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EightDigitsTest {
    @Test
    void shouldWriteEveryHalfOfANumber() {
        for (int half = 0; half < 10_000; half++) {
            assertThat(written(EightDigits.decimal(half))).isEqualTo("%08d".formatted(half));
            assertThat(written(EightDigits.decimal(half * 10_000))).isEqualTo("%08d".formatted(half * 10_000));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void shouldWriteNumbersOfAnyWidthAsJavaDoes(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            long number = random.nextLong() >>> random.nextInt(1, 64);
            int width = random.nextInt(1, 24);

            assertThat(new JsonBuffer(16).ascii('-').padded(number, width).toString())
                    .isEqualTo("-" + ("%0" + width + "d").formatted(number));
        }
    }

    @Test
    void shouldLeaveZeroItsOneDigit() {
        assertThat(EightDigits.leadingZeros(EightDigits.decimal(0))).isEqualTo(7);
        assertThat(EightDigits.leadingZeros(EightDigits.decimal(7))).isEqualTo(7);
        assertThat(EightDigits.leadingZeros(EightDigits.decimal(99_999_999))).isEqualTo(0);
    }

    private static String written(long digits) {
        var bytes = new byte[8];
        EightDigits.put(EightDigits.text(digits, 0), bytes, 0);
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
