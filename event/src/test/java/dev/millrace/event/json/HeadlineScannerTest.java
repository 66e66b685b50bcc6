package dev.millrace.event.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.event.Event;
import dev.millrace.event.EventData;
import dev.millrace.event.Origin;
import dev.millrace.event.UnreadableEvent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scanner gives, for all bytes, the answer of the general reader. */
class HeadlineScannerTest {
    private final HeadlineReader reader = new HeadlineReader();
    private final HeadlineScanner scanner = new HeadlineScanner();
    private final CloudEventWriter writer = new CloudEventWriter();

    @Test
    void shouldReadWhatTheWriterWrote() throws UnreadableEvent {
        var bytes = writer.toBytes(event("orders", "r1", 42, "2026-11-21T20:59:23.123456Z"));

        scanner.read(bytes, 0, bytes.length);

        assertThat(scanner.source()).isEqualTo("orders");
        assertThat(scanner.run()).isEqualTo("r1");
        assertThat(scanner.index()).isEqualTo(42);
        assertThat(scanner.epochMicros())
                .isEqualTo(TimestampWriter.epochMicros(Instant.parse("2026-11-21T20:59:23.123456Z")));
    }

    @Test
    void shouldGiveNeighboursTheSameNames() throws UnreadableEvent {
        var first = writer.toBytes(event("orders", "r1", 1, "2026-11-21T20:59:23.000001Z"));
        var second = writer.toBytes(event("orders", "r1", 2, "2026-11-21T20:59:24.000001Z"));

        scanner.read(first, 0, first.length);
        var source = scanner.source();
        var run = scanner.run();
        scanner.read(second, 0, second.length);

        assertThat(scanner.source()).isSameAs(source);
        assertThat(scanner.run()).isSameAs(run);
    }

    @Test
    void shouldReadFromTheMiddleOfAnArray() throws UnreadableEvent {
        var bytes = writer.toBytes(event("orders", "r1", 42, "2026-11-21T20:59:23.123456Z"));
        var padded = new byte[bytes.length + 20];
        System.arraycopy(bytes, 0, padded, 7, bytes.length);

        scanner.read(padded, 7, bytes.length);

        assertThat(scanner.index()).isEqualTo(42);
    }

    @Test
    void shouldCallATimeUnreadableThatIsBeyondTheCalendar() {
        var bytes = "{\"source\":\"s\",\"run\":\"r\",\"index\":\"1\",\"time\":\"+999999999-01-01T00:00:00Z\"}"
                .getBytes(UTF_8);

        assertThatExceptionOfType(UnreadableEvent.class)
                .isThrownBy(() -> scanner.read(bytes, 0, bytes.length))
                .withMessageContaining("not within the years 1 to 9999");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "null",
                "{\"source\":\"s\"}",
                "{\"specversion\":\"1.0\",\"id\":\"x\"}",
                "{\"specversion\":\"1.0\",\"id\":\"x",
                "{\"specversion\":\"1.0\",\"id\":\"x\",\"source\":\"s\",\"type\":\"t\",\"time\":\"2026-02-30T20:59:23.123456Z\",\"run\":\"r\",\"index\":\"1\"}",
                "{\"specversion\":\"1.0\",\"id\":\"x\",\"source\":\"s\",\"type\":\"t\",\"time\":\"2026-02-20T20:59:60.123456Z\",\"run\":\"r\",\"index\":\"1\"}",
                "{\"specversion\":\"1.0\",\"id\":\"x\",\"source\":\"s\",\"type\":\"t\",\"time\":\"2026-02-20T20:59:23.12345Z\",\"run\":\"r\",\"index\":\"1\"}",
                "{\"specversion\":\"1.0\",\"id\":\"x\",\"source\":\"s\",\"type\":\"t\",\"time\":\"2026-02-20T20:59:23.123456Z\",\"run\":\"  \",\"index\":\"1\"}",
                "{\"specversion\":\"1.0\",\"id\":\"x\",\"source\":\"s\",\"type\":\"t\",\"time\":\"2026-02-20T20:59:23.123456Z\",\"run\":\"r\",\"index\":\"\"}",
                "{\"specversion\":\"1.0\",\"id\":\"x\",\"source\":\"s\",\"type\":\"t\",\"time\":\"2026-02-20T20:59:23.123456Z\",\"run\":\"r\",\"index\":\"-1\"}",
                "{\"specversion\":\"1.0\",\"id\":\"x\",\"source\":\"s\",\"type\":\"t\",\"time\":\"2026-02-20T20:59:23.123456Z\",\"run\":\"r\",\"index\":\"007\"}",
                "{\"specversion\":\"1.0\",\"id\":\"x\",\"source\":\"s\",\"type\":\"t\",\"time\":\"2026-02-20T20:59:23.123456Z\",\"run\":\"r\",\"index\":7}",
                "{\"specversion\":\"1.0\",\"id\":\"x\",\"source\":\"s\",\"type\":\"t\",\"time\":\"2026-02-20T20:59:23.123456Z\",\"run\":\"r\",\"index\":\"9223372036854775807\"}",
                "{\"specversion\":\"1.0\",\"id\":\"x\",\"source\":\"s\",\"type\":\"t\",\"time\":\"2026-02-20T20:59:23.123456Z\",\"run\":\"r\",\"index\":\"99999999999999999999\"}",
                "{\"specversion\":\"1.0\",\"id\":\"x\",\"source\":\"s\",\"type\":\"t\",\"time\":\"2026-02-20T20:59:23.123456Z\",\"run\":\"r\",\"index\":\"12",
                "{\"specversion\":\"1.0\",\"id\":\"x\",\"source\":\"s\\u00fc\",\"type\":\"t\",\"time\":\"2026-02-20T20:59:23.123456Z\",\"run\":\"r\",\"index\":\"1\"}",
                "{\"specversion\":\"1.0\",\"id\":\"x\",\"source\":\"ü\",\"type\":\"t\",\"time\":\"2026-02-20T20:59:23.123456Z\",\"run\":\"r\",\"index\":\"1\"}",
                "{\"specversion\":\"1.0\",\"id\":\"x\",\"source\":\"\",\"type\":\"\",\"time\":\"2026-02-20T20:59:23.123456Z\",\"run\":\"r\",\"index\":\"1\"}",
                "{\"specversion\":\"1.0\",\"id\":\"x\",\"source\":\"s\",\"type\":\"t\",\"time\":\"2026-02-20T20:59:23.123456+01:00\",\"run\":\"r\",\"index\":\"1\"}",
                "{\"specversion\":\"1.0\",\"id\":\"x\",\"source\":\"s\",\"type\":\"t\",\"time\":\"2026-02-20T20:59:23.123456Z\",\"partitionkey\":\"k\",\"correlationid\":\"c\",\"data\":{}}",
                "{\"data\":{\"source\":\"no\"},\"index\":\"3\",\"run\":\"r\",\"source\":\"s\",\"time\":\"2026-02-20T20:59:23Z\"}"
            })
    void shouldAnswerAsTheGeneralReaderOn(String text) {
        sameAnswer(text.getBytes(UTF_8));
        // Once more with its memory full of a neighbour.
        sameAnswer(writer.toBytes(event("s", "r", 1, "2026-02-20T20:59:23.123456Z")));
        sameAnswer(text.getBytes(UTF_8));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 20261121})
    void shouldAnswerAsTheGeneralReaderOnDamagedEvents(long seed) {
        var random = new Random(seed);
        var sources = new String[] {"orders", "order", "clicks", "o\"x", "grün", ""};
        var runs = new String[] {"r1", "r1.2", "01K", "r\\"};
        for (int i = 0; i < 5_000; i++) {
            var time = Instant.ofEpochSecond(1_800_000_000L + random.nextInt(3), random.nextInt(1_000_000) * 1_000L);
            var bytes = writer.toBytes(event(
                    sources[random.nextInt(sources.length)] + (random.nextInt(50) == 0 ? i : "x"),
                    runs[random.nextInt(runs.length)],
                    random.nextLong() >>> (1 + random.nextInt(63)),
                    time.toString()));
            for (int damage = random.nextInt(3); damage > 0; damage--) {
                bytes[random.nextInt(bytes.length)] = (byte) (random.nextBoolean() ? random.nextInt(128) : '"');
            }
            sameAnswer(random.nextInt(20) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes);
        }
    }

    private void sameAnswer(byte[] bytes) {
        var expected = byReader(bytes);
        var answer = byScanner(bytes);
        if (!answer.equals(expected)) {
            assertThat(answer).as(new String(bytes, UTF_8)).isEqualTo(expected);
        }
    }

    private String byReader(byte[] bytes) {
        try {
            var headline = reader.read(bytes);
            var micros = headline.time() == null ? "no time" : TimestampWriter.epochMicros(headline.time());
            return headline.source() + " " + headline.origin() + " " + micros;
        } catch (UnreadableEvent e) {
            return e.reason();
        }
    }

    private String byScanner(byte[] bytes) {
        try {
            scanner.read(bytes, 0, bytes.length);
            var origin = scanner.run() == null ? null : new Origin(scanner.run(), scanner.index());
            return scanner.source() + " " + origin + " " + (scanner.timed() ? scanner.epochMicros() : "no time");
        } catch (UnreadableEvent e) {
            return e.reason();
        }
    }

    private static Event event(String source, String run, long index, String time) {
        var id = run + "." + source + "." + index;
        return new Event(
                id,
                source.isEmpty() ? "x" : source,
                "shop.order.placed",
                Instant.parse(time),
                "customer-1",
                id,
                null,
                new Origin(run, index),
                Map.of(),
                EventData.ofJson("{\"amount\":12.34}"));
    }
}
