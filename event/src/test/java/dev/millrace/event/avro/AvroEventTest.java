package dev.millrace.event.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.event.Event;
import dev.millrace.event.EventData;
import dev.millrace.event.Origin;
import dev.millrace.event.TraceDerivation;
import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.avro.registry.InMemorySchemaRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AvroEventTest {
    private static final Instant DUE = Instant.parse("2026-11-21T20:59:23.123456Z");
    private static final long DUE_MICROS = 1_795_294_763_123_456L;
    private static final byte[] KEY = "customer-1".getBytes(StandardCharsets.UTF_8);
    private static final TraceDerivation TRACES = new TraceDerivation(42, TraceDerivation.ALL_SAMPLED);

    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final AvroSchema schema = EventSchemas.event(
            "orders", new DataShape.Fields(new DataShape.Field("amount", new DataShape.Decimal(18, 2))));
    private int schemaId;

    @BeforeEach
    void registered() throws SchemaFailure {
        schemaId = registry.register(EventSchemas.subject("shop.orders"), schema);
    }

    @Test
    void anEventIsReadAsItWasWritten() throws Exception {
        var event = new AvroEventReader(registry).read(written(7, KEY, TRACES), Instant.EPOCH);

        assertThat(event)
                .isEqualTo(new Event(
                        "r1.orders.7",
                        "orders",
                        "order.placed",
                        DUE,
                        "customer-1",
                        "r1.orders.7",
                        TRACES.at(7),
                        new Origin("r1", 7),
                        Map.of(),
                        EventData.ofJson("{\"amount\":12.30}")));
    }

    @Test
    void keyAndTraceMayBeAbsent() throws Exception {
        var event = new AvroEventReader(registry).read(written(7, null, null), Instant.EPOCH);

        assertThat(event.key()).isNull();
        assertThat(event.trace()).isNull();
    }

    @Test
    void anyAvroReaderReadsIt() throws Exception {
        var value = written(7, KEY, TRACES);
        assertThat(Arrays.copyOf(value, 5)).containsExactly(0, 0, 0, 0, schemaId);

        var decoder = DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null);
        var read = new GenericDatumReader<GenericRecord>(schema.parsed()).read(null, decoder);

        assertThat(decoder.isEnd()).isTrue();
        assertThat(read.get("id")).hasToString("r1.orders.7");
        assertThat(read.get("time")).isEqualTo(DUE_MICROS);
        assertThat(read.get("index")).isEqualTo(7L);
        assertThat(read.get("traceparent")).hasToString(TRACES.at(7).toString());
    }

    @Test
    void fieldsInAnotherOrderAndWithoutTheOptionalOnesAreReadToo() throws Exception {
        int foreign = registry.register("other", AvroSchema.parse("""
                {"type":"record","name":"Foreign","fields":[{"name":"data","type":"long"},{"name":"source","type":"string"},
                {"name":"type","type":"string"},{"name":"id","type":"string"}]}"""));
        var value = new AvroBuffer();
        WireFormat.write(foreign, value);
        value.number(5).text("s").text("t").text("i");

        var event = new AvroEventReader(registry).read(value.toBytes(), DUE);

        assertThat(event.id()).isEqualTo("i");
        assertThat(event.time()).isEqualTo(DUE);
        assertThat(event.data()).isEqualTo(EventData.ofJson("5"));
    }

    @Test
    void aRecordWithoutAnEnvelopeIsNoEvent() throws Exception {
        int id = registry.register("other", AvroSchema.parse("\"string\""));
        var value = new AvroBuffer();
        WireFormat.write(id, value);
        value.text("hello");

        assertThatThrownBy(() -> new AvroEventReader(registry).read(value.toBytes(), DUE))
                .isInstanceOf(UnreadableEvent.class)
                .hasMessageContaining("not an event: its schema, string");
    }

    @Test
    void anUnknownSchemaIsAMatterOfTheRegistry() {
        var value = new AvroBuffer();
        WireFormat.write(99, value);

        assertThatThrownBy(() -> new AvroEventReader(registry).read(value.toBytes(), DUE))
                .isInstanceOf(SchemaFailure.Unknown.class)
                .hasMessageContaining("99");
    }

    @Test
    void whatIsNotInTheWireFormatIsNamed() {
        var reader = new AvroEventReader(registry);

        assertThatThrownBy(() -> reader.read("{\"specversion\":\"1.0\"}".getBytes(StandardCharsets.UTF_8), DUE))
                .isInstanceOf(UnreadableEvent.class)
                .hasMessage("not Avro with a schema id: the first byte is 123, not 0");
        assertThatThrownBy(() -> reader.read(new byte[3], DUE)).hasMessageContaining("only 3 bytes");
    }

    @Test
    void idsAreCarriedWithTheHighestByteFirst() throws UnreadableEvent {
        var out = new AvroBuffer();

        WireFormat.write(0xCAFE0102, out);

        assertThat(out.toBytes()).containsExactly(0, 0xCA, 0xFE, 1, 2);
        assertThat(WireFormat.schemaId(out.toBytes())).isEqualTo(0xCAFE0102);
    }

    private byte[] written(long index, byte[] key, TraceDerivation traces) {
        var out = new AvroBuffer();
        new AvroEventWriter(schemaId, "r1", "orders", "order.placed", traces)
                .open(index, DUE_MICROS, key, 0, key == null ? 0 : key.length, out);
        return out.decimal(1230).toBytes();
    }
}
