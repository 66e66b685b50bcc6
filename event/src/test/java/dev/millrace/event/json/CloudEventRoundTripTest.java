package dev.millrace.event.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.Event;
import dev.millrace.event.EventData;
import dev.millrace.event.UnreadableEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventRoundTripTest {
    private static final Instant RECEIVED = Instant.parse("2026-11-21T20:59:23.123456Z");

    private final CloudEventWriter writer = new CloudEventWriter();
    private final CloudEventReader reader = new CloudEventReader();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void anEventIsReadAsItWasWritten(long seed) throws UnreadableEvent {
        var events = new RandomEvents(new SplittableRandom(seed));
        for (int i = 0; i < 3_000; i++) {
            var event = events.next();

            var read = reader.read(writer.toBytes(event), RECEIVED);

            assertThat(read).isEqualTo(event);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4})
    void eventsWrittenOneAfterTheOtherDoNotTouch(long seed) throws UnreadableEvent {
        var events = new RandomEvents(new SplittableRandom(seed));
        var out = new JsonBuffer();
        for (int i = 0; i < 500; i++) {
            var event = events.next();
            int start = out.size();

            writer.write(event, out);

            assertThat(reader.read(out.toBytes(start), RECEIVED)).isEqualTo(event);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0.5e+10",
                "12345",
                "true",
                "false",
                "null",
                "\"\"",
                "\"a\\u0000\\\"\"",
                "\"é☃😀\"",
                "[]",
                "{}",
                "[1, 2 ]",
                "{ \"a\" : [ { } , null ] }",
                "{\"data\":{\"data\":1}}",
                "1e400",
                "123456789012345678901234567890"
            })
    void dataIsCutOutByteForByte(String data) throws UnreadableEvent {
        for (var before : new String[] {"", " ", "\r\n\t"}) {
            for (var after : new String[] {"}", " }", "\n} ", ",\"x\":1}", " ,\"x\":\"é\"}"}) {
                var read = read(attributes() + ",\"data\":" + before + data + after);

                assertThat(read.data()).isEqualTo(EventData.ofJson(data));
            }
        }
    }

    @Test
    void dataMayBeAsDeepAsAValueByItself() throws UnreadableEvent {
        var deep = "[".repeat(500) + "]".repeat(500);
        var bytes = deep.getBytes(StandardCharsets.UTF_8);

        JsonValue.require(bytes, 0, bytes.length);

        assertThat(read(attributes() + ",\"data\":" + deep + "}").data()).isEqualTo(EventData.ofJson(deep));
    }

    @Test
    void anEventWithoutDataHasNull() throws UnreadableEvent {
        assertThat(read(attributes() + "}").data()).isEqualTo(EventData.NULL);
    }

    @Test
    void anEventWithoutTimeHappenedWhenItWasReceived() throws UnreadableEvent {
        assertThat(read(attributes() + "}").time()).isEqualTo(RECEIVED);
    }

    @Test
    void anEventWithoutCorrelationBelongsToItself() throws UnreadableEvent {
        assertThat(read(attributes() + "}").correlationId()).isEqualTo("i");
        assertThat(read(attributes() + ",\"correlationid\":\"\"}").correlationId())
                .isEqualTo("i");
    }

    @Test
    void anAttributeThatIsNullIsAbsent() throws UnreadableEvent {
        var read = read(
                attributes()
                        + ",\"time\":null,\"partitionkey\":null,\"traceparent\":null,\"run\":null,\"index\":null,\"other\":null}");

        assertThat(read).isEqualTo(read(attributes() + "}"));
    }

    @Test
    void attributesThatAreNotTextsAreReadAsText() throws UnreadableEvent {
        var read = read(attributes() + ",\"run\":\"r\",\"index\":7,\"flag\":true,\"size\":12}");

        assertThat(read.knownOrigin().orElseThrow().index()).isEqualTo(7);
        assertThat(read.extensions()).containsEntry("flag", "true").containsEntry("size", "12");
    }

    @Test
    void aTraceThatIsNoneIsLeftOut() throws UnreadableEvent {
        assertThat(read(attributes() + ",\"traceparent\":\"00-0-0-00\"}").trace())
                .isNull();
    }

    private Event read(String json) throws UnreadableEvent {
        return reader.read(json.getBytes(StandardCharsets.UTF_8), RECEIVED);
    }

    private static String attributes() {
        return "{\"specversion\":\"1.0\",\"id\":\"i\",\"source\":\"s\",\"type\":\"t\"";
    }
}
