package dev.millrace.event.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.event.Event;
import dev.millrace.event.avro.SchemaFailure;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class FrameDeserializerTest {
    private static final byte[] GENERATED = GoldenFrames.all().get("v1-generated");
    private static final byte[] FOREIGN = GoldenFrames.all().get("v1-foreign");

    @Test
    void aRecordIsReadAsItsEvents() {
        try (var deserializer = new FrameDeserializer(_ -> GoldenFrames.SCHEMA)) {
            assertThat(deserializer.deserialize("shop.orders", new RecordHeaders(), GENERATED))
                    .extracting(Event::id)
                    .containsExactly(
                            "r1.orders.100", "r1.orders.101", "r1.orders.102", "r1.orders.103", "r1.orders.104");
        }
    }

    @Test
    void aRecordWithoutAValueHasNoEvents() {
        try (var deserializer = new FrameDeserializer()) {
            assertThat(deserializer.deserialize("shop.orders", null)).isEmpty();
        }
    }

    @Test
    void aTopicCopiedUnderAnotherNameIsReadIfItsFirstNameIsGiven() {
        try (var deserializer = new FrameDeserializer()) {
            assertThatThrownBy(() -> deserializer.deserialize("eu.shop.orders", FOREIGN))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("another topic than eu.shop.orders");

            deserializer.configure(Map.of(FrameDeserializer.ORIGINAL_TOPIC, "shop.orders"), false);

            assertThat(deserializer.deserialize("eu.shop.orders", FOREIGN)).hasSize(3);
        }
    }

    @Test
    void withoutARegistryASchemaCannotBeHad() {
        try (var deserializer = new FrameDeserializer()) {
            assertThatThrownBy(() -> deserializer.deserialize("shop.orders", GENERATED))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("set millrace.schema.registry.url")
                    .hasCauseInstanceOf(SchemaFailure.Unusable.class);
        }
    }

    @Test
    void aUrlThatIsNoneIsNamed() {
        try (var deserializer = new FrameDeserializer()) {
            assertThatThrownBy(() -> deserializer.configure(Map.of(FrameDeserializer.REGISTRY_URL, "here"), false))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("millrace.schema.registry.url");
        }
    }

    @Test
    void whatIsNoFrameIsASerializationError() {
        try (var deserializer = new FrameDeserializer()) {
            assertThatThrownBy(() -> deserializer.deserialize("shop.orders", new byte[] {1, 2, 3}))
                    .isInstanceOf(SerializationException.class)
                    .hasMessage("a record of topic shop.orders cannot be read: not a frame: only 3 bytes, at byte 0");
        }
    }
}
