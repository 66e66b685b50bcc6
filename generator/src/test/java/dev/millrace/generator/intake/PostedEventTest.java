package dev.millrace.generator.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.event.EventData;
import dev.millrace.event.Origin;
import dev.millrace.event.TraceContext;
import dev.millrace.event.json.CloudEventReader;
import dev.millrace.event.json.CloudEventWriter;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostedEventTest {
    private static final Instant NOW = Instant.parse("2026-11-21T20:59:23.123456Z");
    private static final Origin ORIGIN = new Origin("r1", 7);

    @Test
    void shouldGetWhatItLacksFromItsPlaceInTheSource() {
        var event = new PostedEvent(null, null, null, null, null, null, Map.of(), EventData.ofJson("{\"a\":1}"))
                .at(ORIGIN, "partners", "partner.note", NOW);

        assertThat(event.id()).isEqualTo("r1.partners.7").isEqualTo(event.correlationId());
        assertThat(event.source()).isEqualTo("partners");
        assertThat(event.type()).isEqualTo("partner.note");
        assertThat(event.time()).isEqualTo(NOW);
        assertThat(event.key()).isNull();
        assertThat(event.origin()).isEqualTo(ORIGIN);
    }

    @Test
    void shouldKeepWhatItsSenderSaid() throws Exception {
        var time = Instant.parse("2020-02-03T04:05:06Z");
        var trace = new TraceContext(1, 2, 3, false);
        var event = new PostedEvent(
                        "42", "t", time, "k", "story", trace, Map.of("subject", "s"), EventData.ofJson("[1]"))
                .at(ORIGIN, "partners", "partner.note", NOW);

        assertThat(new CloudEventReader().read(new CloudEventWriter().toBytes(event), NOW))
                .isEqualTo(event);
        assertThat(event.id()).isEqualTo("42");
        assertThat(event.type()).isEqualTo("t");
        assertThat(event.time()).isEqualTo(time);
        assertThat(event.key()).isEqualTo("k");
        assertThat(event.correlationId()).isEqualTo("story");
        assertThat(event.trace()).isEqualTo(trace);
        assertThat(event.extensions()).containsOnly(Map.entry("subject", "s"));
    }

    @Test
    void shouldTellStoriesByTheSendersIdWhereNoOtherIsKnown() {
        var event = new PostedEvent("42", null, null, null, null, null, Map.of(), EventData.NULL)
                .at(ORIGIN, "partners", "partner.note", NOW);

        assertThat(event.correlationId()).isEqualTo("42");
    }

    @Test
    void shouldRefuseTextsThatAreEmpty() {
        assertRefused("id", "", null, null);
        assertRefused("type", null, "", null);
        assertRefused("correlationId", null, null, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000-12-31T23:59:59Z", "+10000-01-01T00:00:00Z", "-1000000000-01-01T00:00:00Z"})
    void shouldRefuseTimesThatNoReaderUnderstands(String time) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> at(Instant.parse(time)))
                .withMessageContaining("1 to 9999");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z"})
    void shouldWriteTheFirstAndTheLastTimeThereIs(String time) throws Exception {
        var event = at(Instant.parse(time)).at(ORIGIN, "partners", "t", NOW);

        var read = new CloudEventReader().read(new CloudEventWriter().toBytes(event), NOW);

        assertThat(read.time()).isBetween(Instant.parse(time).minusNanos(999), Instant.parse(time));
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "run", "index", "data", "partitionkey", "data_base64"})
    void shouldRefuseExtensionsThatWouldBeThereTwice(String name) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(
                        () -> new PostedEvent(null, null, null, null, null, null, Map.of(name, "x"), EventData.NULL))
                .withMessageContaining("'" + name + "'");
    }

    private static PostedEvent at(Instant time) {
        return new PostedEvent(null, null, time, null, null, null, Map.of(), EventData.NULL);
    }

    private static void assertRefused(
            String field, @Nullable String id, @Nullable String type, @Nullable String correlationId) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new PostedEvent(id, type, null, null, correlationId, null, Map.of(), EventData.NULL))
                .withMessage(field + " must not be empty");
    }
}
