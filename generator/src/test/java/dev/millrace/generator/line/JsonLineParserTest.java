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
import org.junit.jupiter.params.provider.ValueSource;

class JsonLineParserTest {
    private final LineParser parser = LineFormat.JSON.parser(Clock.fixed(Instant.EPOCH, ZoneId.of("Europe/Berlin")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{ }",
                "{\"a\" : 1.50 , \"b\":[ {} ,null],\"é\":\"\\u00e9☃\"}",
                "{\"a\":1,\"a\":2}",
                "{\"n\":123456789012345678901234567890.5e400}"
            })
    void anObjectIsKeptByteForByte(String json) throws MalformedLine {
        assertThat(LineCorpus.parse(parser, LineCorpus.bytes(json))).isEqualTo("null null " + json);
        assertThat(LineCorpus.parse(parser, LineCorpus.bytes(" \t" + json + " \r")))
                .isEqualTo("null null " + json);
        assertThat(LineCorpus.parse(parser, LineCorpus.bytes("\ufeff" + json))).isEqualTo("null null " + json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"time\":\"2026-11-21T20:59:23.123456Z\"} | 2026-11-21T20:59:23.123456Z",
                "{\"timestamp\":\"2026-11-21T20:59:23+01:00\"} | 2026-11-21T19:59:23Z",
                "{\"@timestamp\":\"2026-11-21 20:59:23,5-0130\"} | 2026-11-21T22:29:23.500Z",
                "{\"time\":\"2026-11-21T20:59:23\"} | 2026-11-21T19:59:23Z",
                "{\"time\":1795294763123} | 2026-11-21T20:59:23.123Z",
                "{\"time\":1795294763} | 2026-11-21T20:59:23Z",
                "{\"a\":{\"time\":1},\"b\":[{\"time\":2}],\"time\":1795294763} | 2026-11-21T20:59:23Z",
                "{\"time\":\"soon\",\"timestamp\":1795294763} | 2026-11-21T20:59:23Z",
                "{\"time\":1795294763,\"timestamp\":\"2000-01-01T00:00:00Z\"} | 2026-11-21T20:59:23Z",
            })
    void theTimeIsThatOfTheFirstMemberThatHoldsOne(String json, String expected) throws MalformedLine {
        assertThat(LineCorpus.parse(parser, LineCorpus.bytes(json))).startsWith(expected + " null ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"time\":null}",
                "{\"time\":12}",
                "{\"time\":0.153}",
                "{\"time\":-1795294763123}",
                "{\"time\":1795294763123000000}",
                "{\"time\":99999999999999999999999999}",
                "{\"time\":\"\"}",
                "{\"time\":\"12:30\"}",
                "{\"time\":\"2026-02-30T00:00:00Z\"}",
                "{\"time\":\"2026-11-21T20:59:23Z and more\"}",
                "{\"time\":\"0001-01-01T00:00:00Z\"}",
                "{\"time\":{\"time\":1795294763}}",
                "{\"Time\":1795294763}",
                "{\"nested\":{\"time\":1795294763}}"
            })
    void whatIsNoTimeIsLeftAlone(String json) throws MalformedLine {
        assertThat(LineCorpus.parse(parser, LineCorpus.bytes(json))).isEqualTo("null null " + json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "`   `|expected a JSON object at column 4, found the end of the line",
                "[1]|expected a JSON object at column 1, found '[1]'",
                "\"text\"|expected a JSON object at column 1, found '\"text\"'",
                " GET /|expected a JSON object at column 2, found 'GET /'",
                "{\"a\":1|expected a JSON object; Unexpected end-of-input: expected close marker for Object at column 7",
                "  {\"a\":01}|expected a JSON object; Invalid numeric value: Leading zeroes not allowed at column 9",
                "{\"a\":1} {\"b\":2}|expected the end of the line after the JSON object, found more at column 9",
                "{'a':1}|expected a JSON object; Unexpected character (''' (code 39)): was expecting double-quote to start property name at column 2",
                "{\"a\":NaN}|expected a JSON object; Non-standard token 'NaN': enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to allow at column 9",
            })
    void theReasonSaysWhatIsWrongAndWhere(String line, String reason) {
        var data = new JsonBuffer().ascii("before");

        assertThatThrownBy(() -> parser.parse(LineCorpus.bytes(line), 0, line.length(), data))
                .isInstanceOfSatisfying(
                        MalformedLine.class, e -> assertThat(e.reason()).isEqualTo(reason));
        assertThat(data).hasToString("before");
    }

    @Test
    void anotherEncodingOfUnicodeIsMalformed() {
        for (var charset : new java.nio.charset.Charset[] {StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE}) {
            assertThatThrownBy(() -> LineCorpus.parse(parser, "{\"a\":1}".getBytes(charset)))
                    .isInstanceOf(MalformedLine.class);
        }
    }
}
