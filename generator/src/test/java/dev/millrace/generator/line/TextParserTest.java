package dev.millrace.generator.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.event.json.JsonBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextParserTest {
    @ParameterizedTest(name = "read at {0}, {1} is {2}")
    @CsvSource({
        // The turn of the year, seen from both sides.
        "2027-01-01T00:00:10Z, Dec 31 23:59:59, 2026-12-31T23:59:59Z",
        "2026-12-31T23:59:50Z, Jan  1 00:00:01, 2027-01-01T00:00:01Z",
        "2026-12-31T00:00:00Z, Jan  1 00:00:00, 2027-01-01T00:00:00Z",
        "2026-12-31T00:00:00Z, Jan  1 00:00:01, 2026-01-01T00:00:01Z",
        // A day ahead is a clock that differs, more is last year.
        "2026-11-21T12:00:00Z, Nov 22 12:00:00, 2026-11-22T12:00:00Z",
        "2026-11-21T12:00:00Z, Nov 22 12:00:01, 2025-11-22T12:00:01Z",
        "2026-11-21T12:00:00Z, Nov 21 12:00:00, 2026-11-21T12:00:00Z",
        // 29 February is of the last year that had one.
        "2027-03-01T00:00:00Z, Feb 29 12:00:00, 2024-02-29T12:00:00Z",
        "2028-02-28T12:00:00Z, Feb 29 12:00:00, 2028-02-29T12:00:00Z",
        "2103-03-01T00:00:00Z, Feb 29 12:00:00, 2096-02-29T12:00:00Z",
    })
    void theYearIsTheLatestThatIsNotInTheFuture(String now, String written, String expected) throws MalformedLine {
        assertThat(parse(clock(now, "UTC"), written + " host tag: x").time()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Nov 21 20:59:23 host tag: x, 2026-11-21T19:59:23Z",
        "2026-11-21 20:59:23 x, 2026-11-21T19:59:23Z",
        "2026-07-21 20:59:23 x, 2026-07-21T18:59:23Z",
        "2026-11-21 20:59:23 UTC x, 2026-11-21T20:59:23Z",
        "2026-11-21 20:59:23Z x, 2026-11-21T20:59:23Z",
        "2026-11-21T20:59:23-08:00 host tag: x, 2026-11-22T04:59:23Z",
        // The hour that does not exist is taken an hour later, the one that comes twice is the first.
        "2026-03-29 02:30:00 x, 2026-03-29T01:30:00Z",
        "2026-10-25 02:30:00 x, 2026-10-25T00:30:00Z",
    })
    void aTimeWithoutZoneIsOfTheClocksZone(String line, String expected) throws MalformedLine {
        assertThat(parse(clock("2026-11-22T12:00:00Z", "Europe/Berlin"), line).time())
                .isEqualTo(expected);
    }

    @Test
    void textThatIsNotUtf8IsMalformed() {
        var bytes = "Nov 21 20:59:23 web1 t: bad \u00ff".getBytes(StandardCharsets.ISO_8859_1);
        var data = new JsonBuffer().ascii("before");

        assertThatThrownBy(() -> LineFormat.TEXT.parser(LineCorpus.CLOCK).parse(bytes, 0, bytes.length, data))
                .isInstanceOf(MalformedLine.class)
                .hasMessage("expected UTF-8 text, found byte 0xff at column 29");
        assertThat(data).hasToString("before");
    }

    @Test
    void everythingElseIsAMessage() throws MalformedLine {
        for (var text : new String[] {
            "", " ", "x", "Nov 21", "2026-11-21 20:59", "Nov 21 20:59:23x", "2026-11-21 20:59:23x", "\u0000"
        }) {
            var expected = new JsonBuffer()
                    .ascii("null null {\"message\":")
                    .string(text)
                    .ascii('}');

            assertThat(LineCorpus.parse(LineFormat.TEXT.parser(LineCorpus.CLOCK), LineCorpus.bytes(text)))
                    .isEqualTo(expected.toString());
        }
    }

    private static Clock clock(String now, String zone) {
        return Clock.fixed(Instant.parse(now), ZoneId.of(zone));
    }

    private static ParsedLine parse(Clock clock, String line) throws MalformedLine {
        var bytes = LineCorpus.bytes(line);
        return LineFormat.TEXT.parser(clock).parse(bytes, 0, bytes.length, new JsonBuffer());
    }
}
