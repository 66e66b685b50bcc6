package dev.millrace.event.progress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.interval.IndexRange;
import dev.millrace.event.interval.IntervalSet;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviationJsonTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void aDeviationIsReadAsItWasWritten(long seed) throws UnreadableEvent {
        var random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            var indices = new IntervalSet();
            long at = random.nextLong(1L << 50);
            for (int n = 1 + random.nextInt(500); n > 0; n--) {
                at += 1 + random.nextInt(1 + random.nextInt(5_000));
                indices.add(at);
            }
            var kinds = DeviationKind.values();
            var deviation = new Deviation(
                    "r",
                    "s \"ö",
                    Shard.of(at, 1 + random.nextInt(9)),
                    "t",
                    kinds[random.nextInt(kinds.length)],
                    indices);

            assertThat(DeviationJson.write(deviation))
                    .singleElement()
                    .satisfies(value -> assertThat(DeviationJson.read(value)).isEqualTo(deviation));
        }
    }

    @Test
    void halfOfTenThousandIndicesTakeSomeKibibytes() {
        var random = new Random(20_261_122);
        var indices = new IntervalSet();
        for (long index = 123_456_789; index < 123_466_789; index++) {
            if (random.nextBoolean()) {
                indices.add(index);
            }
        }

        var values = DeviationJson.write(new Deviation("r", "s", "t", DeviationKind.SHED, indices));

        assertThat(values).singleElement().satisfies(value -> assertThat(value).hasSizeLessThan(3 << 10));
    }

    @Test
    void whatTakesTooMuchRoomIsToldInSeveralRecords() throws UnreadableEvent {
        var random = new SplittableRandom(7);
        var indices = new IntervalSet();
        for (long at = 0; indices.count() < 300_000; at += 1 + random.nextInt(3_000)) {
            indices.add(at);
        }

        var values = DeviationJson.write(new Deviation("r", "s", "t", DeviationKind.RELEASED, indices));

        assertThat(values)
                .hasSizeGreaterThan(1)
                .allSatisfy(value -> assertThat(value).hasSizeLessThan(512 << 10));
        var read = new IntervalSet();
        for (var value : values) {
            read.addAll(DeviationJson.read(value).indices(), index -> {
                throw new AssertionError(index + " is told twice");
            });
        }
        assertThat(read).isEqualTo(indices);
    }

    @Test
    void moreSinglesThanAnySourceHasAreNotRead() {
        var indices = new IntervalSet();
        indices.addAll(new IndexRange(0, 1L << 40));
        var omitted = DeviationJson.write(new Deviation("r", "s", "t", DeviationKind.SKIPPED, indices));
        var repeated = DeviationJson.write(new Deviation("r", "s", "t", DeviationKind.DUPLICATED, indices));

        assertThat(omitted)
                .singleElement()
                .satisfies(value ->
                        assertThat(DeviationJson.read(value).indices().count()).isEqualTo(1L << 40));
        assertThatThrownBy(() -> DeviationJson.read(repeated.getFirst()))
                .isInstanceOf(UnreadableEvent.class)
                .hasMessageContaining("more than can be told at once");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {5, 6})
    void aDamagedDeviationIsOneOrUnreadableAndNothingElse(long seed) {
        var random = new SplittableRandom(seed);
        var indices = new IntervalSet();
        indices.addAll(new IndexRange(17, 9_000));
        for (int i = 0; i < 1_500; i++) {
            var bytes = DeviationJson.write(new Deviation("r", "s", "t", DeviationKind.DROPPED, indices))
                    .getFirst();
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            try {
                assertThat(DeviationJson.read(bytes).indices().isEmpty()).isFalse();
            } catch (UnreadableEvent e) {
                assertThat(e.reason()).startsWith("a deviation ");
            }
        }
    }

    @Test
    void aKindOfANewerVersionIsUnreadableSoThatNobodyPassesItOver() {
        var text =
                "{\"run\":\"r\",\"source\":\"s\",\"topic\":\"t\",\"kind\":\"evaporated\",\"indices\":\"AQEAAQEAAQ==\"}";

        assertThatThrownBy(() -> DeviationJson.read(text.getBytes(UTF_8))).isInstanceOf(UnreadableEvent.class);
    }
}
