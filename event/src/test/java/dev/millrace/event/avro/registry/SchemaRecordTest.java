package dev.millrace.event.avro.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.avro.AvroSchema;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaRecordTest {
    @Test
    void aRecordIsReadAsItWasWritten() throws UnreadableEvent {
        var record = new SchemaRecord("shop.\"orders\"-value", SchemaRegistryContract.WIDER);

        assertThat(SchemaRecord.read(record.value())).isEqualTo(record);
        assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("shop.\"orders\"-value/" + record.id());
    }

    @Test
    void theFormStaysWhatItIs() throws Exception {
        var record = new SchemaRecord("s-value", AvroSchema.parse("\"string\""));

        assertThat(new String(record.value(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"subject\":\"s-value\",\"id\":1776665033,\"schemaType\":\"AVRO\",\"schema\":\"\\\"string\\\"\"}");
    }

    @Test
    void aTextThatIsWrittenOtherwiseKeepsItsId() throws Exception {
        var spaced = new SchemaRecord("s", AvroSchema.parse("{ \"type\" : \"string\" }"));

        assertThat(SchemaRecord.read(spaced.value()).id()).isEqualTo(spaced.id());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hello|has no 'schema'",
                "{}|has no 'schema'",
                "{\"subject\":\"s\",\"schema\":\"\\\"string\\\"\"}|has no 'id'",
                "{\"subject\":\"\",\"id\":1,\"schema\":\"\\\"string\\\"\"}|subject must not be blank",
                "{\"subject\":\"s\",\"id\":1,\"schema\":\"\\\"strong\\\"\"}|not an Avro schema",
                "{\"subject\":\"s\",\"id\":1,\"schema\":\"\\\"string\\\"\"}|says its id is 1, which would be 1776665033"
            })
    void whatIsNoSuchRecordIsNamed(String value, String reason) {
        assertThatThrownBy(() -> SchemaRecord.read(value.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableEvent.class)
                .hasMessageContaining(reason);
    }
}
