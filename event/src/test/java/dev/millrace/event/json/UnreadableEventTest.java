package dev.millrace.event.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.millrace.event.UnreadableEvent;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadableEventTest {
    private static final String EVENT =
            "{'specversion':'1.0','id':'i','source':'s','type':'t','time':'2026-11-21T20:59:23Z','data':1}";

    private final CloudEventReader reader = new CloudEventReader();

    static Stream<Arguments> unreadable() {
        return Stream.of(
                arguments("", "not a JSON object"),
                arguments("  ", "not a JSON object"),
                arguments("[]", "not a JSON object"),
                arguments("\"text\"", "not a JSON object"),
                arguments("GET / HTTP/1.1", "not JSON: Unrecognized token 'GET'"),
                arguments("{}", "not a CloudEvent: attribute 'specversion' is missing"),
                arguments(EVENT.replace("'id':'i'", "'id':''"), "not a CloudEvent: attribute 'id' is missing"),
                arguments(EVENT.replace("'id':'i'", "'id':null"), "not a CloudEvent: attribute 'id' is missing"),
                arguments(EVENT.replace("'source':'s',", ""), "not a CloudEvent: attribute 'source' is missing"),
                arguments(EVENT.replace("'type':'t',", ""), "not a CloudEvent: attribute 'type' is missing"),
                arguments(EVENT.replace("'1.0'", "'0.3'"), "specversion must be 1.0, was '0.3'"),
                arguments(EVENT.replace("'s'", "{'a':1}"), "attribute 'source' must be a string"),
                arguments(EVENT.replace("'data'", "'more':[1],'data'"), "attribute 'more' must be a string"),
                arguments(EVENT.replace("'data'", "'more':1.5,'data'"), "attribute 'more' must be a string"),
                arguments(EVENT.replace("'data'", "'id':'j','data'"), "attribute 'id' is there twice"),
                arguments(EVENT.replace("'data'", "'x':'1','x':'2','data'"), "attribute 'x' is there twice"),
                arguments(EVENT.replace("'data'", "'data':null,'data'"), "attribute 'data' is there twice"),
                arguments(
                        EVENT.replace("2026-11-21T20:59:23Z", "yesterday"), "time 'yesterday' is not an RFC 3339 time"),
                arguments(
                        EVENT.replace("'data'", "'run':'r','data'"), "run and index go together, only 'run' is there"),
                arguments(
                        EVENT.replace("'data'", "'index':'1','data'"),
                        "run and index go together, only 'index' is there"),
                arguments(EVENT.replace("'data'", "'run':'r','index':'-1','data'"), "run or index is not valid: r, -1"),
                arguments(EVENT.replace("'data'", "'run':'r','index':'x','data'"), "run or index is not valid: r, x"),
                arguments(EVENT.replace("'data'", "'run':' ','index':'1','data'"), "run or index is not valid:  , 1"),
                arguments(
                        EVENT.replace("'data'", "'data_base64'"),
                        "binary data (data_base64) is not supported; send JSON data"),
                arguments(EVENT + "{}", "more text after the event's closing brace"),
                arguments(
                        EVENT.replace(":1}", ":1"),
                        "not JSON: Unexpected end-of-input: expected close marker for Object at byte"),
                arguments(
                        EVENT.replace(":1}", ":[1"),
                        "not JSON: Unexpected end-of-input: expected close marker for Array at byte"),
                arguments(EVENT.replace(":1}", ":01}"), "not JSON: Invalid numeric value: Leading zeroes not allowed"),
                arguments(EVENT.replace(":1}", ":'\u0001'}"), "not JSON: Illegal unquoted character"),
                arguments(
                        EVENT.replace(":1}", ":" + "[".repeat(600) + "]".repeat(600) + "}"),
                        "not JSON: Document nesting depth"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("unreadable")
    void theReasonSaysWhatIsWrong(String json, String reason) {
        assertThatThrownBy(() -> reader.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), Instant.EPOCH))
                .isInstanceOfSatisfying(
                        UnreadableEvent.class, e -> assertThat(e.reason()).startsWith(reason));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00ff",
                "\u00c3(",
                "\u00c0\u0080",
                "\u00ed\u00a0\u0080",
                "\u00f5\u0080\u0080\u0080",
                "\u00f0\u0080\u0080\u0080"
            })
    void bytesThatAreNotUtf8AreRefusedWhereverTheyStand(String latin1) {
        for (var json :
                new String[] {EVENT.replace("'t'", "'" + latin1 + "'"), EVENT.replace(":1}", ":'" + latin1 + "'}")}) {
            var bytes = json.replace('\'', '"').getBytes(StandardCharsets.ISO_8859_1);

            assertThatThrownBy(() -> reader.read(bytes, Instant.EPOCH))
                    .isInstanceOf(UnreadableEvent.class)
                    .hasMessage("not UTF-8 at byte " + json.indexOf(latin1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32BE", "UTF-32LE"})
    void anotherEncodingOfUnicodeIsNotTaken(String charset) {
        var bytes = EVENT.replace('\'', '"').getBytes(Charset.forName(charset));

        assertThatThrownBy(() -> reader.read(bytes, Instant.EPOCH)).isInstanceOf(UnreadableEvent.class);
        assertThatThrownBy(() -> new HeadlineReader().read(bytes)).isInstanceOf(UnreadableEvent.class);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void aDamagedEventIsAnEventOrUnreadableAndNothingElse(long seed) {
        var random = new SplittableRandom(seed);
        var events = new RandomEvents(random);
        var writer = new CloudEventWriter();
        int readable = 0;
        for (int i = 0; i < 6_000; i++) {
            var bytes = damaged(writer.toBytes(events.next()), random);
            try {
                var event = reader.read(bytes, Instant.EPOCH);
                readable++;
                // What can be read can be carried on.
                assertThat(writer.toBytes(event)).isNotEmpty();
            } catch (UnreadableEvent e) {
                assertThat(e.reason()).isNotBlank();
            }
        }
        assertThat(readable).isBetween(50, 5_950);
    }

    static byte[] damaged(byte[] bytes, SplittableRandom random) {
        var damaged = bytes.clone();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            int at = random.nextInt(damaged.length);
            switch (random.nextInt(5)) {
                case 0 -> damaged[at] = (byte) random.nextInt(256);
                case 1 -> damaged[at] = (byte) "{}[]\",:\\0-+e".charAt(random.nextInt(12));
                case 2 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
                case 3 -> System.arraycopy(damaged, at, damaged, 0, damaged.length - at);
                default -> damaged = Arrays.copyOf(damaged, Math.max(1, random.nextInt(3) == 0 ? at : damaged.length));
            }
        }
        return damaged;
    }
}
