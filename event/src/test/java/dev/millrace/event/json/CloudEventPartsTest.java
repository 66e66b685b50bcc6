package dev.millrace.event.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.event.EventData;
import dev.millrace.event.Origin;
import dev.millrace.event.UnreadableEvent;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that are a part of something larger, come in pieces, or come in the wrong encoding. */
class CloudEventPartsTest {
    private static final Instant RECEIVED = Instant.parse("2026-11-21T10:00:00Z");
    private static final String EVENT =
            "{\"specversion\":\"1.0\",\"id\":\"é\",\"source\":\"s\",\"type\":\"t\",\"data\": {\"a\": [1]} }";

    private final CloudEventReader reader = new CloudEventReader();

    @Test
    void shouldReadAnEventOutOfABatch() throws UnreadableEvent {
        var batch = ("[\"ü\", " + EVENT + ", {}]").getBytes(StandardCharsets.UTF_8);
        int offset = "[\"ü\", ".getBytes(StandardCharsets.UTF_8).length;

        var event = reader.read(batch, offset, EVENT.getBytes(StandardCharsets.UTF_8).length, RECEIVED);

        assertThat(event.id()).isEqualTo("é");
        assertThat(event.data()).isEqualTo(EventData.ofJson("{\"a\": [1]}"));
    }

    @Test
    void shouldNotReadBeyondItsPart() {
        var bytes = EVENT.getBytes(StandardCharsets.UTF_8);

        assertThatExceptionOfType(UnreadableEvent.class)
                .isThrownBy(() -> reader.read(bytes, 0, bytes.length - 1, RECEIVED))
                .withMessageContaining("not JSON");
    }

    @Test
    void shouldCutDataRightBehindAByteOrderMark() throws UnreadableEvent {
        var event = reader.read(("\uFEFF" + EVENT).getBytes(StandardCharsets.UTF_8), RECEIVED);

        assertThat(event.data()).isEqualTo(EventData.ofJson("{\"a\": [1]}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32BE", "UTF-32LE"})
    void shouldCallOtherEncodingsUnreadable(String encoding) {
        var bytes = EVENT.getBytes(Charset.forName(encoding));

        assertThatExceptionOfType(UnreadableEvent.class).isThrownBy(() -> reader.read(bytes, RECEIVED));
        assertThatExceptionOfType(UnreadableEvent.class).isThrownBy(() -> new HeadlineReader().read(bytes));
    }

    @Test
    void shouldReadAHeadlineBehindAByteOrderMark() throws UnreadableEvent {
        var headline = new HeadlineReader().read(("\uFEFF" + EVENT).getBytes(StandardCharsets.UTF_8));

        assertThat(headline.source()).isEqualTo("s");
    }

    @Test
    void shouldPutAnEventTogetherFromAttributesAndData() throws UnreadableEvent {
        var attributes = Map.of(
                "specversion", "1.0", "id", "a", "source", "s", "type", "t", "run", "r", "index", "7", "tenant", "n");

        var event = reader.read(attributes, EventData.ofJson("[1]"), RECEIVED);

        assertThat(event.time()).isEqualTo(RECEIVED);
        assertThat(event.origin()).isEqualTo(new Origin("r", 7));
        assertThat(event.extensions()).isEqualTo(Map.of("tenant", "n"));
        assertThat(event.data()).isEqualTo(EventData.ofJson("[1]"));
    }

    @Test
    void shouldMissAttributesThatDidNotCome() {
        assertThatExceptionOfType(UnreadableEvent.class)
                .isThrownBy(() -> reader.read(Map.of("specversion", "1.0"), EventData.NULL, RECEIVED))
                .withMessageContaining("'id' is missing");
    }

    @Test
    void shouldTakeNullForAbsentInEveryAttribute() throws UnreadableEvent {
        var text = "{\"specversion\":\"1.0\",\"id\":\"a\",\"source\":\"s\",\"type\":\"t\",\"time\":null,"
                + "\"partitionkey\":null,\"correlationid\":null,\"run\":null,\"tenant\":null,\"data\":null}";

        var event = reader.read(text.getBytes(StandardCharsets.UTF_8), RECEIVED);

        assertThat(event.time()).isEqualTo(RECEIVED);
        assertThat(event.key()).isNull();
        assertThat(event.extensions()).isEmpty();
        assertThat(event.data()).isEqualTo(EventData.NULL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+10000-01-01T00:00:00Z", "-0001-01-01T00:00:00Z", "+999999999-12-31T23:59:59+01:00"})
    void shouldCallTimesUnreadableThatCouldNotBeWrittenAgain(String time) {
        var text = EVENT.replace("\"data\"", "\"time\":\"" + time + "\",\"data\"");

        assertThatExceptionOfType(UnreadableEvent.class)
                .isThrownBy(() -> reader.read(text.getBytes(StandardCharsets.UTF_8), RECEIVED))
                .withMessageContaining("not within the years 1 to 9999");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z", "2026-11-21T10:00:00.5+14:00"})
    void shouldWriteEveryTimeItReads(String time) throws UnreadableEvent {
        var text = EVENT.replace("\"data\"", "\"time\":\"" + time + "\",\"data\"");
        var event = reader.read(text.getBytes(StandardCharsets.UTF_8), RECEIVED);

        assertThat(reader.read(new CloudEventWriter().toBytes(event), RECEIVED)).isEqualTo(event);
    }
}
