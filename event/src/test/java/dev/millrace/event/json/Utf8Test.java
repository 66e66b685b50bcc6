package dev.millrace.event.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
    @Test
    void everyCodePointIsOneSequence() {
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            if (point < 0xd800 || point > 0xdfff) {
                var bytes = Character.toString(point).getBytes(StandardCharsets.UTF_8);

                assertThat(Utf8.sequence(bytes, 0, bytes.length)).isEqualTo(bytes.length);
            }
        }
    }

    @Test
    void everyPairOfBytesIsJudgedAsTheJdkJudgesIt() {
        for (int pair = 0; pair < 0x10000; pair++) {
            agreesWithTheJdk(new byte[] {(byte) (pair >> 8), (byte) pair});
            agreesWithTheJdk(new byte[] {(byte) (pair >> 8), (byte) pair, (byte) 0x80});
            agreesWithTheJdk(new byte[] {(byte) (pair >> 8), (byte) pair, (byte) 0xbf, (byte) 0x80});
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void brokenTextIsFoundWhereTheJdkFindsIt(long seed) {
        var random = new SplittableRandom(seed);
        var texts = new RandomTexts(random);
        for (int i = 0; i < 20_000; i++) {
            var bytes = texts.wellFormed(30).getBytes(StandardCharsets.UTF_8);
            if (bytes.length > 0 && random.nextBoolean()) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            agreesWithTheJdk(random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)) : bytes);
        }
    }

    @Test
    void onlyTheGivenRangeIsLookedAt() {
        var bytes = "\u00ff---------\u00ff".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(Utf8.firstInvalid(bytes, 1, 9)).isEqualTo(-1);
        assertThat(Utf8.firstInvalid(bytes, 1, 10)).isEqualTo(10);
    }

    private static void agreesWithTheJdk(byte[] bytes) {
        var input = ByteBuffer.wrap(bytes);
        var result = StandardCharsets.UTF_8.newDecoder().decode(input, CharBuffer.allocate(bytes.length), true);
        int expected = result.isError() ? input.position() : -1;

        assertThat(Utf8.firstInvalid(bytes, 0, bytes.length))
                .as(() -> Arrays.toString(bytes))
                .isEqualTo(expected);
    }
}
