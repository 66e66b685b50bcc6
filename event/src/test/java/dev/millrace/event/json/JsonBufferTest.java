package dev.millrace.event.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class JsonBufferTest {
    private static final JsonFactory JACKSON = new JsonFactory();
    private static final long[] EXTREMES = {
        0,
        1,
        -1,
        9,
        10,
        -10,
        99,
        100,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        Long.MAX_VALUE,
        Long.MIN_VALUE + 1,
        Long.MIN_VALUE
    };

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void aStringIsReadBackByJacksonAsItWas(long seed) {
        var texts = new RandomTexts(new SplittableRandom(seed));
        var buffer = new JsonBuffer(16);
        for (int i = 0; i < 5_000; i++) {
            var text = texts.anything(40);
            buffer.clear();

            buffer.string(text);

            assertThat(readString(buffer)).isEqualTo(RandomTexts.replaceUnpaired(text));
            assertThat(Utf8.firstInvalid(buffer.unsafeBytes(), 0, buffer.size()))
                    .isEqualTo(-1);
        }
    }

    @Test
    void everyCharacterBelowSpaceIsEscaped() {
        for (char c = 0; c < ' '; c++) {
            var buffer = new JsonBuffer().string("a" + c + "b");

            assertThat(readString(buffer)).isEqualTo("a" + c + "b");
        }
    }

    @Test
    void controlCharactersTakeTheirShortEscapes() {
        assertThat(new JsonBuffer().string("\b\t\n\f\r\u0000\u001f\"\\/").toString())
                .isEqualTo("\"\\b\\t\\n\\f\\r\\u0000\\u001f\\\"\\\\/\"");
    }

    @Test
    void textInsideAStringGetsNoQuotes() {
        var buffer =
                new JsonBuffer().ascii('"').escaped("say ").escaped("\"hi\"").ascii('"');

        assertThat(readString(buffer)).isEqualTo("say \"hi\"");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void numbersAreWrittenAsJavaWritesThem(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            long number = anyLong(random, i);

            assertThat(new JsonBuffer().number(number).toString()).isEqualTo(Long.toString(number));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void decimalsAreWrittenAsBigDecimalWritesThem(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            long unscaled = anyLong(random, i);
            int decimals = random.nextInt(19);

            assertThat(new JsonBuffer().decimal(unscaled, decimals).toString())
                    .isEqualTo(BigDecimal.valueOf(unscaled, decimals).toPlainString());
        }
    }

    @Test
    void aDecimalBetweenMinusOneAndZeroKeepsItsSign() {
        assertThat(new JsonBuffer().decimal(-5, 2).toString()).isEqualTo("-0.05");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 19, 40})
    void moreDecimalsThanALongHoldsAreRefused(int decimals) {
        assertThatThrownBy(() -> new JsonBuffer().decimal(1, decimals))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("decimals must be from 0 to 18, were " + decimals);
    }

    @Test
    void paddedNumbersHaveAtLeastTheirWidth() {
        for (int width : new int[] {0, 1, 5, 19, 25}) {
            for (long number : new long[] {0, 7, 99_999, 100_000, Long.MAX_VALUE}) {
                assertThat(new JsonBuffer().padded(number, width).toString())
                        .isEqualTo(String.format("%0" + Math.max(1, width) + "d", number));
            }
        }
    }

    @Test
    void aNegativeNumberIsNotPadded() {
        assertThatThrownBy(() -> new JsonBuffer().padded(-1, 3)).hasMessageContaining("was -1");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1})
    void hexHasSixteenDigits(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 1_000; i++) {
            long number = anyLong(random, i);

            assertThat(new JsonBuffer().hex(number).toString())
                    .isEqualTo(HexFormat.of().toHexDigits(number));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void whatWasWrittenSurvivesGrowth(long seed) {
        var random = new SplittableRandom(seed);
        var buffer = new JsonBuffer(1);
        var expected = new StringBuilder();
        while (expected.length() < 50_000) {
            int length = random.nextInt(200);
            switch (random.nextInt(4)) {
                case 0 -> {
                    buffer.raw("é".repeat(length).getBytes(StandardCharsets.UTF_8));
                    expected.append("é".repeat(length));
                }
                case 1 -> {
                    buffer.escaped("☃".repeat(length));
                    expected.append("☃".repeat(length));
                }
                case 2 -> {
                    buffer.ascii("x".repeat(length));
                    expected.append("x".repeat(length));
                }
                default -> {
                    buffer.number(length);
                    expected.append(length);
                }
            }
        }

        assertThat(buffer.toString()).isEqualTo(expected.toString());
    }

    @Test
    void cuttingBackForgetsWhatCameLater() {
        var buffer = new JsonBuffer().ascii("keep");
        int size = buffer.size();
        buffer.ascii("drop");
        buffer.truncate(size);

        assertThat(buffer.toBytes()).asString(StandardCharsets.UTF_8).isEqualTo("keep");
        assertThat(buffer.toBytes(2)).asString(StandardCharsets.UTF_8).isEqualTo("ep");
    }

    @Test
    void aBufferCannotBeCutToMoreThanItHolds() {
        assertThatThrownBy(() -> new JsonBuffer().ascii("ab").truncate(3)).hasMessage("cannot cut 2 bytes to 3");
        assertThatThrownBy(() -> new JsonBuffer().truncate(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsThereIsWrittenAgainEvenWhereTheBufferGrows() {
        var buffer = new JsonBuffer(16).ascii("0123456789");
        buffer.again(2, 7).again(9, 8);

        assertThat(buffer.toString()).isEqualTo("0123456789" + "2345678" + "92345678");
    }

    @Test
    void whatIsNotThereCannotBeWrittenAgain() {
        var buffer = new JsonBuffer().ascii("ab");

        assertThatThrownBy(() -> buffer.again(1, 2)).hasMessage("nothing was written at 1 to 3, only 2 bytes");
    }

    private static long anyLong(RandomGenerator random, int i) {
        return i < EXTREMES.length ? EXTREMES[i] : random.nextLong() >> random.nextInt(64);
    }

    private static String readString(JsonBuffer buffer) {
        try (var parser = JACKSON.createParser(ObjectReadContext.empty(), buffer.unsafeBytes(), 0, buffer.size())) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.VALUE_STRING);
            var text = parser.getString();
            assertThat(parser.nextToken()).isNull();
            return text;
        }
    }
}
