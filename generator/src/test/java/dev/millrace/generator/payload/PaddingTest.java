package dev.millrace.generator.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.event.json.JsonBuffer;
import dev.millrace.settings.DataSize;
import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class PaddingTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest
    @ValueSource(doubles = {0.25, 0.35, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97})
    void shouldCompressAsMuchAsItIsSaid(double compressibility) {
        for (long seed : new long[] {1, 99}) {
            assertThat(saved(compressibility, seed)).isCloseTo(compressibility, within(0.02));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1})
    void shouldBeNoiseWhereLessIsAskedThanTextCanHold(double compressibility) {
        assertThat(saved(compressibility, 3)).isCloseTo(0.243, within(0.01));
    }

    @Test
    void shouldFillAnEventToTheByte() {
        var padding = new Padding(
                new Payload(new PayloadSize.Fixed(new DataSize(500)), new DataSize(1 << 20), 0.6, "fill \"er\""), 1);
        for (long index = 0; index < 200; index++) {
            var event = new JsonBuffer().ascii("{\"a\":").number(index);
            padding.write(index, event, 1);
            event.ascii('}');

            assertThat(event.size()).isEqualTo(500);
            assertThat(JSON.readTree(event.toBytes()).get("fill \"er\"").isString())
                    .isTrue();
        }
    }

    @Test
    void shouldLeaveAnEventThatIsLargeEnough() {
        var padding =
                new Padding(new Payload(new PayloadSize.Fixed(new DataSize(20)), new DataSize(1 << 20), 0.6, "p"), 1);
        var event = new JsonBuffer().ascii("{\"a\":1234567890123");
        padding.write(0, event, 1);

        assertThat(event.toString()).isEqualTo("{\"a\":1234567890123");
    }

    @Test
    void shouldSpreadSizesAsSaid() {
        var sizes = sizes(
                new PayloadSize.Lognormal(new PayloadSize.LognormalSize(new DataSize(300), 0.5), new DataSize(1_000)),
                4_096);
        var sorted = Arrays.stream(sizes).sorted().toArray();

        assertThat(sorted[sorted.length / 2]).isBetween(290L, 310L);
        assertThat(sorted[sorted.length - 1]).isEqualTo(1_000);
        assertThat(sorted[sorted.length / 10]).isBetween(145L, 172L);
        assertThat(Arrays.stream(sizes(
                                new PayloadSize.Uniform(
                                        new PayloadSize.SizeRange(new DataSize(100), new DataSize(200))),
                                150))
                        .summaryStatistics()
                        .getMax())
                .isEqualTo(150);
        assertThat(Arrays.stream(sizes(
                                new PayloadSize.Normal(new PayloadSize.NormalSize(new DataSize(500), new DataSize(50))),
                                4_096))
                        .average()
                        .orElseThrow())
                .isCloseTo(500, within(3.0));
        assertThat(Arrays.stream(sizes(new PayloadSize.Exponential(new DataSize(500), new DataSize(100_000)), 100_000))
                        .average()
                        .orElseThrow())
                .isCloseTo(500, within(30.0));
    }

    private static long[] sizes(PayloadSize size, long max) {
        var padding = new Padding(new Payload(size, new DataSize(max), 0.6, "p"), 7);
        return LongStream.range(0, 10_000)
                .map(index -> {
                    var event = new JsonBuffer().ascii("{\"a\":1");
                    padding.write(index, event, 1);
                    return event.size() + 1L;
                })
                .toArray();
    }

    private static double saved(double compressibility, long seed) {
        var text = new PaddingText(compressibility);
        var out = new JsonBuffer(1 << 20);
        for (long event = 0; event < 2_000; event++) {
            text.write(300, seed * 1_000_003 + event, out);
        }
        try (var deflater = new Deflater(6)) {
            deflater.setInput(out.toBytes());
            deflater.finish();
            var room = new byte[out.size()];
            int size = deflater.deflate(room);
            return 1 - (double) size / out.size();
        }
    }
}
