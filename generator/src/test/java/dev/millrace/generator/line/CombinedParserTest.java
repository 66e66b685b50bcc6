package dev.millrace.generator.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.event.json.JsonBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CombinedParserTest {
    private static final String LINE =
            "192.0.2.1 - - [21/Nov/2026:20:59:23 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"curl\"";

    private final CombinedParser parser = new CombinedParser();

    /** How a web server writes what a client sent: the other side of {@link EscapedField}. */
    enum Server {
        NGINX {
            @Override
            String escaped(byte b) {
                return b == '"' || b == '\\' || b < ' ' || b == 0x7f ? "\\x%02X".formatted(b & 0xff) : "" + (char) b;
            }
        },
        APACHE {
            @Override
            String escaped(byte b) {
                int letter = "\b\t\n\u000b\r\"\\".indexOf(b);
                if (letter >= 0) {
                    return "\\" + "btnvr\"\\".charAt(letter);
                }
                return b < ' ' || b == 0x7f ? "\\x%02x".formatted(b & 0xff) : "" + (char) b;
            }
        };

        abstract String escaped(byte b);

        String escaped(String text) {
            var escaped = new StringBuilder();
            for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
                escaped.append(escaped(b));
            }
            return escaped.toString();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatAClientSentIsReadAsItWasWhateverItIs(Server server) throws MalformedLine {
        var random = new SplittableRandom(server == Server.NGINX ? 1 : 2);
        for (int i = 0; i < 5_000; i++) {
            var user = "u" + text(random);
            var path = "/" + text(random).replaceAll("[ ?]", "");
            var query = text(random).replace(" ", "");
            var agent = "a" + text(random);
            var line = "::1 - %s [01/Feb/2026:03:04:05 -0130] \"PUT %s?%s HTTP/1.1\" 201 %d \"%s\" \"%s\""
                    .formatted(
                            server.escaped(user),
                            server.escaped(path),
                            server.escaped(query),
                            i,
                            server.escaped(agent),
                            server.escaped(agent));
            var expected =
                    new JsonBuffer().ascii("{\"client\":\"::1\",\"user\":").string(user);
            expected.ascii(",\"time\":\"2026-02-01T03:04:05-01:30\",\"method\":\"PUT\",\"path\":")
                    .string(path);
            expected.ascii(",\"query\":")
                    .string(query)
                    .ascii(",\"protocol\":\"HTTP/1.1\",\"status\":201,\"bytes\":")
                    .number(i);
            expected.ascii(",\"referer\":")
                    .string(agent)
                    .ascii(",\"userAgent\":")
                    .string(agent)
                    .ascii('}');

            assertThat(LineCorpus.parse(parser, LineCorpus.bytes(line)))
                    .isEqualTo("2026-02-01T04:34:05Z ::1 " + expected);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nothing | expected the time as [day/Mon/year:hour:minute:second +zone], found none in the line",
                "192.0.2.1 - - [21/Nov/2026:20:59:23 +0000 | expected the time as [day/Mon/year:hour:minute:second +zone], found none in the line",
                "192.0.2.1 - - [2026-11-21T20:59:23+00:00] \"GET / HTTP/1.1\" 200 5 | expected the time as [day/Mon/year:hour:minute:second +zone], found none in the line",
                "192.0.2.1 [21/Nov/2026:20:59:23 +0000] \"GET / HTTP/1.1\" 200 5 | expected client, identity and user at column 1, found '192.0.2.1'",
                "192.0.2.1 - [21/Nov/2026:20:59:23 +0000] \"GET / HTTP/1.1\" 200 5 | expected client, identity and user at column 1, found '192.0.2.1 -'",
                "192.0.2.1 - - [31/Nov/2026:20:59:23 +0000] \"GET / HTTP/1.1\" 200 5 | expected a time that exists at column 16, found '31/Nov/2026:20:59:23'",
                "192.0.2.1 - - [21/Okt/2026:20:59:23 +0000] \"GET / HTTP/1.1\" 200 5 | expected a time that exists at column 16, found '21/Okt/2026:20:59:23'",
                "192.0.2.1 - - [21/Nov/2026:24:59:23 +0000] \"GET / HTTP/1.1\" 200 5 | expected a time that exists at column 16, found '21/Nov/2026:24:59:23'",
                "192.0.2.1 - - [21/Nov/2026:20:59:23 +9900] \"GET / HTTP/1.1\" 200 5 | expected a time that exists at column 16, found '21/Nov/2026:20:59:23'",
                "192.0.2.1 - - [21/Nov/0026:20:59:23 +0000] \"GET / HTTP/1.1\" 200 5 | expected a time that exists at column 16, found '21/Nov/0026:20:59:23'",
                "192.0.2.1 - - [21/Nov/2026:20:59:23 +0000] | expected a blank and the request in quotes at column 43, found the end of the line",
                "192.0.2.1 - - [21/Nov/2026:20:59:23 +0000] GET / HTTP/1.1 200 5 | expected a blank and the request in quotes at column 43, found ' GET / HTTP/1.1 200 '",
                "192.0.2.1 - - [21/Nov/2026:20:59:23 +0000] \"GET / HTTP/1.1 200 5 | expected the closing quote of the request at column 65, found the end of the line",
                "192.0.2.1 - - [21/Nov/2026:20:59:23 +0000] \"GET /\\\" 200 5 | expected the closing quote of the request at column 58, found the end of the line",
                "192.0.2.1 - - [21/Nov/2026:20:59:23 +0000] \"GET / HTTP/1.1\"200 5 | expected a blank and the status at column 60, found '200 5'",
                "192.0.2.1 - - [21/Nov/2026:20:59:23 +0000] \"GET / HTTP/1.1\" | expected a blank and the status at column 60, found the end of the line",
                "192.0.2.1 - - [21/Nov/2026:20:59:23 +0000] \"GET / HTTP/1.1\" OK 5 | expected a status of three digits or - at column 61, found 'OK 5'",
                "192.0.2.1 - - [21/Nov/2026:20:59:23 +0000] \"GET / HTTP/1.1\" 20 5 | expected a status of three digits or - at column 61, found '20 5'",
                "192.0.2.1 - - [21/Nov/2026:20:59:23 +0000] \"GET / HTTP/1.1\" 200 | expected a blank and the number of bytes at column 64, found the end of the line",
                "192.0.2.1 - - [21/Nov/2026:20:59:23 +0000] \"GET / HTTP/1.1\" 200 5K | expected a number of bytes or - at column 65, found '5K'",
                "192.0.2.1 - - [21/Nov/2026:20:59:23 +0000] \"GET / HTTP/1.1\" 200 1234567890123456789 | expected a number of bytes or - at column 65, found '1234567890123456789'",
                "192.0.2.1 - - [21/Nov/2026:20:59:23 +0000] \"GET / HTTP/1.1\" 200 5 \"ref | expected the closing quote of the referer at column 71, found the end of the line",
                "192.0.2.1 - - [21/Nov/2026:20:59:23 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"Mozi | expected the closing quote of the user agent at column 76, found the end of the line",
                "192.0.2.1 - - [21/Nov/2026:20:59:23 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"a\"b | expected a blank at column 74, found 'b'",
            })
    void theReasonSaysWhatWasExpectedAndWhere(String line, String reason) {
        var data = new JsonBuffer().ascii("before");

        assertThatThrownBy(() -> parser.parse(LineCorpus.bytes(line), 0, line.length(), data))
                .isInstanceOfSatisfying(
                        MalformedLine.class, e -> assertThat(e.reason()).isEqualTo(reason));
        assertThat(data).hasToString("before");
    }

    @Test
    void bytesThatAreNotUtf8AreMalformedWhereverTheyStand() {
        for (int at = 0; at < LINE.length(); at++) {
            var bytes = LineCorpus.bytes(LINE);
            bytes[at] = (byte) 0xff;
            int column = at + 1;

            assertThatThrownBy(() -> LineCorpus.parse(parser, bytes))
                    .isInstanceOf(MalformedLine.class)
                    .hasMessage("expected UTF-8 text, found byte 0xff at column " + column);
        }
    }

    @Test
    void aLineCutAnywhereIsMalformedOrShorter() {
        for (int length = 0; length < LINE.length(); length++) {
            var cut = LineCorpus.bytes(LINE.substring(0, length));
            // The common log format ends after the bytes; blanks do not matter; a referer may stand alone.
            boolean whole = LINE.substring(0, length).matches(".* 5 ?|.*\"-\" ?");
            try {
                LineCorpus.parse(parser, cut);
                assertThat(whole).as("cut at %d", length).isTrue();
            } catch (MalformedLine e) {
                assertThat(whole).as("cut at %d: %s", length, e.reason()).isFalse();
            }
        }
    }

    @Test
    void aLineInTheMiddleOfABufferIsReadAlone() throws MalformedLine {
        var around = LineCorpus.bytes("\"x\" 1 [" + LINE + "\" [21/Nov/2026:20:59:23 +0000] ");
        var data = new JsonBuffer();

        parser.parse(around, 7, LINE.length(), data);

        assertThat(LineCorpus.parse(parser, LineCorpus.bytes(LINE))).endsWith(data.toString());
    }

    @Test
    void dataIsAppended() throws MalformedLine {
        var data = new JsonBuffer().ascii("{\"data\":");

        parser.parse(LineCorpus.bytes(LINE), 0, LINE.length(), data);

        assertThat(data.toString()).startsWith("{\"data\":{\"client\":");
    }

    private static String text(SplittableRandom random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            switch (random.nextInt(6)) {
                case 0 -> text.append("\"\\[]\b\t\n\u000b\r\u0000\u001f\u007f".charAt(random.nextInt(12)));
                case 1 -> text.appendCodePoint(random.nextInt(0xa0, 0xd800));
                case 2 -> text.appendCodePoint(random.nextInt(0x10000, 0x110000));
                default -> text.append((char) random.nextInt(' ', 0x7f));
            }
        }
        return text.toString();
    }
}
