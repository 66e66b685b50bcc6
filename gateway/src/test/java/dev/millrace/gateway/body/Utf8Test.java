package dev.millrace.gateway.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {
    private static final int ROUNDS = 2_000;

    @Test
    void shouldAgreeWithWhatAStringMakesOfTheBytes() {
        long seed = System.nanoTime();
        System.out.println("bytes made from seed " + seed);
        var random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            var bytes = text(random).getBytes(StandardCharsets.UTF_8);
            if (bytes.length > 0 && random.nextBoolean()) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            // What is not UTF-8 a String replaces, so that writing it again gives other bytes.
            boolean sound =
                    Arrays.equals(bytes, new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));

            assertThat(Utf8.firstInvalid(bytes, 0, bytes.length) < 0)
                    .as("seed " + seed)
                    .isEqualTo(sound);
        }
    }

    @Test
    void shouldSayWhereTheFirstWrongByteIs() {
        var bytes = ("é".repeat(5_000) + "x").getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 1] = (byte) 0xFF;

        assertThat(Utf8.firstInvalid(bytes, 2, bytes.length - 2)).isEqualTo(10_000);
    }

    @Test
    void shouldLookAtItsPartOnly() {
        assertThat(Utf8.firstInvalid(new byte[] {(byte) 0xFF, 'a', (byte) 0xFF}, 1, 1))
                .isNegative();
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(6_000); i > 0; i--) {
            int point = random.nextInt(random.nextBoolean() ? 0x80 : 0x110000);
            text.appendCodePoint(point >= 0xD800 && point < 0xE000 ? '?' : point);
        }
        return text.toString();
    }
}
