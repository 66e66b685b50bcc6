package dev.millrace.event.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.event.UnreadableEvent;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AvroInputTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void numbersAreReadAsTheyWereWritten(long seed) throws UnreadableEvent {
        var random = new SplittableRandom(seed);
        var out = new AvroBuffer();
        var numbers = random.longs(5_000).map(n -> n >> (n & 63)).toArray();
        for (long number : numbers) {
            out.number(number);
        }

        var in = input(out.toBytes());

        for (long number : numbers) {
            assertThat(in.number()).isEqualTo(number);
        }
        assertThat(in.remaining()).isZero();
    }

    @Test
    void theLargestNumbersAreRead() throws UnreadableEvent {
        assertThat(hex("ffffffffffffffffff01").number()).isEqualTo(Long.MIN_VALUE);
        assertThat(hex("feffffffffffffffff01").number()).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource({
        "'', cut short within a number",
        "ff, cut short within a number",
        "ffffffffffffffffff02, a number is longer than 64 bits",
        "ffffffffffffffffffff01, a number is longer than 64 bits"
    })
    void whatIsNoNumberIsNamed(String hex, String reason) {
        assertThatThrownBy(() -> hex(hex).number())
                .isInstanceOf(UnreadableEvent.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("at byte");
    }

    @ParameterizedTest
    @CsvSource({"01, a length is -1", "06aabb, a length is 3", "feffffff0f, a length is 2147483647"})
    void aLengthMustBeThere(String hex, String reason) {
        assertThatThrownBy(() -> hex(hex).length())
                .isInstanceOf(UnreadableEvent.class)
                .hasMessageContaining(reason);
    }

    @Test
    void anArrayMayNotClaimMoreItemsThanThereCanBe() {
        var million = new AvroBuffer().number(1_000_000).toBytes();
        assertThatThrownBy(() -> input(million).block()).hasMessageContaining("more than there can be");

        var least = new AvroBuffer().number(Long.MIN_VALUE).number(1).toBytes();
        assertThatThrownBy(() -> input(least).block()).hasMessageContaining("a block's size is not one");
    }

    @Test
    void aBlockWithItsSizeInBytesIsRead() throws UnreadableEvent {
        assertThat(hex("0304").block()).isEqualTo(2);
    }

    @Test
    void aPartOfTheBytesIsNotLeft() {
        var bytes = new AvroBuffer().real(1).real(2).toBytes();
        var in = new AvroInput().open(bytes, 0, 12);

        assertThatThrownBy(() -> {
                    in.real();
                    in.real();
                })
                .isInstanceOf(UnreadableEvent.class)
                .hasMessageContaining("cut short, at byte 8");
    }

    @Test
    void aBooleanIsZeroOrOne() throws UnreadableEvent {
        assertThat(hex("01").flag()).isTrue();
        assertThat(hex("00").flag()).isFalse();
        assertThatThrownBy(() -> hex("02").flag()).hasMessageContaining("a boolean is 2");
    }

    private static AvroInput hex(String hex) {
        return input(HexFormat.of().parseHex(hex));
    }

    private static AvroInput input(byte[] bytes) {
        return new AvroInput().open(bytes, 0, bytes.length);
    }
}
