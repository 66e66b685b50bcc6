package dev.millrace.event.json;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.event.UnreadableEvent;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonValueTest {
    @ParameterizedTest
    @ValueSource(strings = {"null", "0", "-1.5e3", "\"é\"", " [1, {\"a\":[]}] ", "{}"})
    void oneValueIsTaken(String json) {
        assertThatCode(() -> require(json.getBytes(StandardCharsets.UTF_8))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|there is nothing",
                "' '|there is nothing",
                "{}{}|more text after the value",
                "1 2|more text after the value",
                "[1|not JSON",
                "{\"a\"}|not JSON",
                "hello|not JSON",
                "\"open|not JSON"
            })
    void whatIsNotOneValueIsNamed(String json, String reason) {
        assertThatThrownBy(() -> require(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableEvent.class)
                .hasMessageContaining(reason);
    }

    @Test
    void whatIsNotUtf8IsNamed() {
        assertThatThrownBy(() -> require(new byte[] {'"', (byte) 0xC0, (byte) 0x80, '"'}))
                .hasMessageContaining("not UTF-8 at byte 1");
    }

    private static void require(byte[] json) throws UnreadableEvent {
        JsonValue.require(json, 0, json.length);
    }
}
