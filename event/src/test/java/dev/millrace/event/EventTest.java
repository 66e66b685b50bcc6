package dev.millrace.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventTest {
    @Test
    void theTextsAnEventCannotDoWithoutAreNamed() {
        assertThatThrownBy(() -> event("", "s", "t", "c")).hasMessage("id must not be empty");
        assertThatThrownBy(() -> event("i", "", "t", "c")).hasMessage("source must not be empty");
        assertThatThrownBy(() -> event("i", "s", "", "c")).hasMessage("type must not be empty");
        assertThatThrownBy(() -> event("i", "s", "t", "")).hasMessage("correlationId must not be empty");
    }

    @Test
    void theExtensionsOfAnEventDoNotChange() {
        var extensions = new HashMap<>(Map.of("a", "1"));
        var event = new Event("i", "s", "t", Instant.EPOCH, null, "c", null, null, extensions, EventData.NULL);

        extensions.put("b", "2");

        assertThat(event.extensions()).containsOnlyKeys("a");
    }

    @Test
    void anEventIdFollowsFromRunSourceAndIndex() {
        assertThat(new Origin("r1", 42).eventId("orders")).isEqualTo("r1.orders.42");
    }

    @Test
    void anOriginHasARunAndCountsFromZero() {
        assertThatThrownBy(() -> new Origin(" ", 0)).hasMessage("run must not be blank");
        assertThatThrownBy(() -> new Origin("r", -1)).hasMessage("index must not be negative, was -1");
    }

    @Test
    void dataIsACopyThatNobodyChanges() {
        var source = "[1,2]".getBytes(StandardCharsets.UTF_8);
        var data = EventData.copyOf(source, 1, 1);

        source[1] = '9';
        data.bytes()[0] = '9';

        assertThat(data).isEqualTo(EventData.ofJson("1")).hasToString("1").hasSameHashCodeAs(EventData.ofJson("1"));
        assertThat(data.size()).isEqualTo(1);
    }

    private static Event event(String id, String source, String type, String correlation) {
        return new Event(id, source, type, Instant.EPOCH, null, correlation, null, null, Map.of(), EventData.NULL);
    }
}
