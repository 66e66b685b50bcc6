package dev.millrace.event.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.event.UnreadableEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressJsonTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void progressIsReadAsItWasWritten(long seed) throws UnreadableEvent {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 2_000; i++) {
            var progress = progress(random);

            assertThat(ProgressJson.read(ProgressJson.write(progress))).isEqualTo(progress);
        }
    }

    @Test
    void fieldsOfANewerProgramArePassedOver() throws UnreadableEvent {
        var progress = progress(new SplittableRandom(3));
        var text = new String(ProgressJson.write(progress), StandardCharsets.UTF_8);
        var newer = text.replaceFirst("\\{", "{\"later\":{\"run\":\"x\",\"deep\":[{}]},\"list\":[\"run\"],");

        assertThat(ProgressJson.read(newer.getBytes(StandardCharsets.UTF_8))).isEqualTo(progress);
    }

    @Test
    void aMissingFieldIsNamed() {
        var text = new String(ProgressJson.write(progress(new SplittableRandom(4))), StandardCharsets.UTF_8);

        assertThatThrownBy(() ->
                        ProgressJson.read(text.replace("\"next\"", "\"before\"").getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableEvent.class)
                .hasMessage("progress names no 'next'");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {5, 6})
    void damagedProgressIsProgressOrUnreadableAndNothingElse(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 6_000; i++) {
            var bytes = ProgressJson.write(progress(random));
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            try {
                assertThat(ProgressJson.read(bytes).next()).isNotNegative();
            } catch (UnreadableEvent e) {
                assertThat(e.reason()).startsWith("progress ");
            }
        }
    }

    @Test
    void progressOfAVersionThatCountedNoGapsHasNone() throws Exception {
        var now = new String(ProgressJson.write(progress(new SplittableRandom(8))), StandardCharsets.UTF_8);
        var before = now.replaceFirst(",\"gaps\":\\d+", "");

        assertThat(before).isNotEqualTo(now);
        assertThat(ProgressJson.read(before.getBytes(StandardCharsets.UTF_8)).gaps())
                .isZero();
    }

    @Test
    void moreDeadLettersThanEventsCannotBe() {
        assertThatThrownBy(() -> new Progress(
                        "r", "s", SourceKind.INGESTED, "t", 1, 2, Duration.ZERO, Instant.EPOCH, false, Map.of()))
                .hasMessage("next 1, dead-lettered 2");
    }

    @Test
    void aShardSaysWhichItIsAndHasAKeyOfItsOwn() throws Exception {
        var shard = new Progress(
                "r",
                "s",
                SourceKind.GENERATED,
                "t",
                7,
                2,
                Duration.ofMillis(5),
                Instant.EPOCH,
                false,
                0,
                Map.of(),
                Set.of(),
                new Shard(3, 8),
                "here");

        assertThat(ProgressJson.read(ProgressJson.write(shard))).isEqualTo(shard);
        assertThat(shard.key()).isEqualTo("r/s/3");
        assertThat(shard.nextIndex()).isEqualTo(59);
    }

    @Test
    void whatIsNotSplitIsWrittenAsEver() {
        var whole = progress(new SplittableRandom(8));

        assertThat(new String(ProgressJson.write(whole), StandardCharsets.UTF_8))
                .doesNotContain("shard")
                .doesNotContain("\"by\"");
        assertThat(whole.shard()).isEqualTo(Shard.ONLY);
    }

    @Test
    void theKeyIsRunAndSource() {
        var progress = progress(new SplittableRandom(7));

        assertThat(progress.key()).isEqualTo(progress.run() + "/" + progress.source());
    }

    private static Progress progress(SplittableRandom random) {
        long next = random.nextLong() >>> random.nextInt(1, 64);
        var position = new HashMap<String, String>();
        for (int i = random.nextInt(4); i > 0; i--) {
            position.put("k\"" + i, "v\\\u0001é☃" + random.nextInt());
        }
        return new Progress(
                "run-" + random.nextInt(9),
                "source \"" + random.nextInt(9),
                random.nextBoolean() ? SourceKind.GENERATED : SourceKind.INGESTED,
                "shop.orders",
                next,
                next == 0 ? 0 : random.nextLong(next),
                Duration.ofMillis(random.nextLong(1L << 40)),
                Instant.ofEpochSecond(random.nextLong(-9_000_000_000L, 9_000_000_000L), random.nextInt(1_000_000_000)),
                random.nextBoolean(),
                random.nextLong(9),
                position,
                random.nextBoolean() ? Set.of() : Set.of("shop.returns"),
                Shard.ONLY,
                "",
                random.nextBoolean()
                        ? Map.of()
                        : Map.of(DeviationKind.SHED, random.nextLong(1L << 40), DeviationKind.RELEASED, 1L),
                random.nextBoolean() ? Delivery.EXACTLY_ONCE : Delivery.AT_LEAST_ONCE);
    }
}
