package dev.millrace.event.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.event.UnreadableEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTest {
    private static final DateTimeFormatter JAVA_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final long FIRST = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private final TimestampWriter writer = new TimestampWriter();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void anyTimeIsWrittenAsJavaTimeWritesItAndReadBack(long seed) throws UnreadableEvent {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            var time = Instant.ofEpochSecond(random.nextLong(FIRST, LAST + 1), random.nextInt(1_000_000_000));

            var text = written(time);

            assertThat(text).isEqualTo(JAVA_TIME.format(time));
            assertThat(TimestampReader.read(text)).isEqualTo(time.truncatedTo(ChronoUnit.MICROS));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0001-01-01T00:00:00.000000Z",
                "1600-02-29T00:00:00.000000Z",
                "1969-12-31T23:59:59.999999Z",
                "1970-01-01T00:00:00.000000Z",
                "2000-02-29T12:30:45.000001Z",
                "2024-02-29T23:59:59.999999Z",
                "9999-12-31T23:59:59.999999Z"
            })
    void theOddDaysAreReadAndWritten(String text) throws UnreadableEvent {
        assertThat(TimestampReader.read(text)).isEqualTo(Instant.parse(text));
        assertThat(written(Instant.parse(text))).isEqualTo(text);
    }

    @Test
    void neighboursOfOneSecondDifferInTheirDecimalsAlone() {
        assertThat(written(Instant.parse("2026-11-21T20:59:23.000001Z"))).endsWith("23.000001Z");
        assertThat(written(Instant.parse("2026-11-21T20:59:23.999999Z"))).endsWith("23.999999Z");
        assertThat(written(Instant.parse("2026-11-21T20:59:24Z"))).endsWith("24.000000Z");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T20:59:23Z, 2026-11-21T20:59:23Z",
        "2026-11-21T20:59:23.5Z, 2026-11-21T20:59:23.5Z",
        "2026-11-21T20:59:23.123456789Z, 2026-11-21T20:59:23.123456789Z",
        "2026-11-21T21:59:23+01:00, 2026-11-21T20:59:23Z",
        "2026-11-21T15:29:23.123456-05:30, 2026-11-21T20:59:23.123456Z",
        "2026-11-21t20:59:23z, 2026-11-21T20:59:23Z"
    })
    void otherFormsOfRfc3339AreReadToo(String text, Instant expected) throws UnreadableEvent {
        assertThat(TimestampReader.read(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2026-11-21",
                "2026-11-21 20:59:23Z",
                "2026-11-21T20:59:23",
                "2026-02-29T00:00:00.000000Z",
                "2026-13-01T00:00:00.000000Z",
                "2026-00-01T00:00:00.000000Z",
                "2026-04-31T00:00:00.000000Z",
                "2026-11-21T24:00:00.000000Z",
                "2026-11-21T23:60:00.000000Z",
                "2026-11-21T23:59:60.000000Z",
                "2026-11-21T20:59:23.12345xZ",
                "1795294763000"
            })
    void whatIsNoTimeIsNamed(String text) {
        assertThatThrownBy(() -> TimestampReader.read(text))
                .isInstanceOf(UnreadableEvent.class)
                .hasMessage("time '" + text + "' is not an RFC 3339 time");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000-12-31T23:59:59.999999Z",
                "0001-01-01T00:30:00+01:00",
                "9999-12-31T23:30:00-01:00",
                "+12000-01-01T00:00:00Z",
                "-0001-01-01T00:00:00Z"
            })
    void yearsThatCouldNotBeWrittenAgainAreRefused(String text) {
        assertThatThrownBy(() -> TimestampReader.read(text))
                .isInstanceOf(UnreadableEvent.class)
                .hasMessage("time '" + text + "' is not within the years 1 to 9999");
    }

    private String written(Instant time) {
        var out = new JsonBuffer();
        writer.write(TimestampWriter.epochMicros(time), out);
        return out.toString();
    }
}
