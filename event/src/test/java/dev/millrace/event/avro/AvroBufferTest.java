package dev.millrace.event.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.event.json.RandomTexts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Byte for byte the same as Avro's own encoder. */
class AvroBufferTest {
    private final ByteArrayOutputStream theirs = new ByteArrayOutputStream();
    private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(theirs, null);
    private final AvroBuffer ours = new AvroBuffer(16);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void numbersAreWrittenAsAvroWritesThem(long seed) throws IOException {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            long number = random.nextLong() >> random.nextInt(64);
            encoder.writeLong(number);
            ours.number(number);
        }
        assertThat(ours.toBytes()).isEqualTo(theirs.toByteArray());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 1, 63, -64, 64, -65, Long.MAX_VALUE, Long.MIN_VALUE})
    void numbersAtTheEdgesAreWrittenAsAvroWritesThem(long number) throws IOException {
        encoder.writeLong(number);

        assertThat(ours.number(number).toBytes()).isEqualTo(theirs.toByteArray());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {3, 4})
    void textsAreWrittenAsAvroWritesThem(long seed) throws IOException {
        var texts = new RandomTexts(new SplittableRandom(seed));
        for (int i = 0; i < 5_000; i++) {
            var text = i % 3 == 0 ? "a".repeat(i % 200) : texts.wellFormed(90);
            encoder.writeString(text);
            encoder.writeString(text);
            ours.text(text).text(text.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(ours.toBytes()).isEqualTo(theirs.toByteArray());
    }

    @Test
    void anUnpairedSurrogateBecomesTheReplacementCharacter() throws IOException {
        encoder.writeString("a\uFFFDb\uFFFD");

        assertThat(ours.text("a\uD800b\uDC00").toBytes()).isEqualTo(theirs.toByteArray());
    }

    @Test
    void realNumbersAndFlagsAreWrittenAsAvroWritesThem() throws IOException {
        for (var value : new double[] {0, -0.0, 1.5, Double.MIN_VALUE, Double.MAX_VALUE, Double.NaN, 1e300}) {
            encoder.writeDouble(value);
            encoder.writeBoolean(value > 1);
            ours.real(value).flag(value > 1);
        }
        assertThat(ours.toBytes()).isEqualTo(theirs.toByteArray());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {5})
    void decimalsTakeTheFewestBytesTwosComplementNeeds(long seed) throws IOException {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            long unscaled = random.nextLong() >> random.nextInt(64);
            encoder.writeBytes(BigInteger.valueOf(unscaled).toByteArray());
            ours.decimal(unscaled);
        }
        assertThat(ours.toBytes()).isEqualTo(theirs.toByteArray());
    }

    @Test
    void aPartIsCutBack() {
        ours.number(1).text("kept");
        int kept = ours.size();
        var before = ours.toBytes();

        ours.text("not kept").truncate(kept);

        assertThat(ours.toBytes()).isEqualTo(before);
        assertThatThrownBy(() -> ours.truncate(kept + 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
