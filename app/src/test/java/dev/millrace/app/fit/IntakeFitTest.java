package dev.millrace.app.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.event.EventData;
import dev.millrace.gateway.port.IncomingEvent;
import dev.millrace.gateway.port.Refusal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IntakeFitTest {
    private static final EventData DATA = EventData.ofJson("{}");

    @Test
    void shouldRefuseAnEventThatCannotBeWritten() {
        var good = IncomingEvent.of(DATA, null);
        var bad = new IncomingEvent("id", "type", null, null, null, null, Map.of("data", "x"), DATA);

        assertThatThrownBy(() -> IntakeFit.posted(List.of(good, bad)))
                .isInstanceOfSatisfying(Refusal.InvalidEvent.class, refusal -> {
                    assertThat(refusal.position()).isEqualTo(1);
                    assertThat(refusal.detail()).contains("event 1", "'data'");
                });
    }

    @Test
    void shouldHandOnEventsInTheirOrder() {
        var first = new IncomingEvent("1", null, null, null, null, null, Map.of(), DATA);
        var second = new IncomingEvent("2", null, null, null, null, null, Map.of("tenant", "x"), DATA);

        assertThat(IntakeFit.posted(List.of(first, second)))
                .extracting(posted -> posted.id())
                .containsExactly("1", "2");
    }
}
