package dev.millrace.event.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.json.JsonBuffer;
import dev.millrace.event.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AvroJsonTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void whatIsWrittenByShapeIsReadByAvroItselfAndByUs(long seed) throws Exception {
        var shapes = new RandomShapes(new SplittableRandom(seed));
        for (int i = 0; i < 300; i++) {
            var shape = shapes.fields(3);
            var schema = EventSchemas.data("orders", shape);
            var value = shapes.value(shape);
            var avro = new AvroBuffer();
            value.avro(avro);
            var expected = new JsonBuffer();
            value.json(expected);

            assertThat(json(schema, avro.toBytes())).isEqualTo(expected.toString());
            assertThat(readAndWrittenByAvro(schema.parsed(), avro.toBytes())).isEqualTo(avro.toBytes());
        }
    }

    @Test
    void typesOfForeignSchemasAreReadToo() throws Exception {
        var schema = new Schema.Parser().parse("""
                        {"type":"record","name":"Foreign","fields":[
                        {"name":"i","type":"int"},
                        {"name":"f","type":"float"},
                        {"name":"e","type":{"type":"enum","name":"E","symbols":["RED","GREEN"]}},
                        {"name":"m","type":{"type":"map","values":"long"}},
                        {"name":"b","type":"bytes"},
                        {"name":"x","type":{"type":"fixed","name":"X","size":3}},
                        {"name":"d","type":{"type":"int","logicalType":"date"}},
                        {"name":"ms","type":{"type":"long","logicalType":"timestamp-millis"}},
                        {"name":"fd","type":{"type":"fixed","name":"D","size":9,"logicalType":"decimal","precision":20,"scale":2}},
                        {"name":"u","type":["null","string","long"]},
                        {"name":"nan","type":"double"}]}""");
        var record = new GenericData.Record(schema);
        record.put("i", -7);
        record.put("f", 1.5f);
        record.put("e", new GenericData.EnumSymbol(schema.getField("e").schema(), "GREEN"));
        record.put("m", Map.of("a\"", 1L));
        record.put("b", ByteBuffer.wrap(new byte[] {0, 1, 2}));
        record.put("x", new GenericData.Fixed(schema.getField("x").schema(), new byte[] {9, 9, 9}));
        record.put("d", 20_778);
        record.put("ms", 1_795_294_763_250L);
        record.put("fd", new GenericData.Fixed(schema.getField("fd").schema(), new byte[] {0, 0, 0, 0, 0, 0, 0, 1, 0}));
        record.put("u", 5L);
        record.put("nan", Double.NaN);

        assertThat(json(new AvroSchema(schema), written(schema, record)))
                .isEqualTo(
                        "{\"i\":-7,\"f\":1.5,\"e\":\"GREEN\",\"m\":{\"a\\\"\":1},\"b\":\"AAEC\",\"x\":\"CQkJ\","
                                + "\"d\":\"2026-11-21\",\"ms\":\"2026-11-21T20:59:23.250Z\",\"fd\":2.56,\"u\":5,\"nan\":\"NaN\"}");
    }

    @Test
    void aRecordThatHoldsItselfIsReadUntilItIsTooDeep() throws Exception {
        var schema = AvroSchema.parse("""
                {"type":"record","name":"Node","fields":[{"name":"next","type":["null","Node"]}]}""");
        assertThat(json(schema, new byte[] {2, 2, 0})).isEqualTo("{\"next\":{\"next\":{\"next\":null}}}");

        var deep = new byte[10_000];
        Arrays.fill(deep, (byte) 2);
        assertThatThrownBy(() -> json(schema, deep)).hasMessageContaining("nested more than 128 deep");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, 1",
        "-1, 18, -0.000000000000000001",
        "123456789012345678901234567890, 4, 12345678901234567890123456.7890"
    })
    void decimalsOfAnySizeAreExact(String unscaled, int scale, String expected) throws Exception {
        var schema = AvroSchema.parse(
                "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":40,\"scale\":" + scale + "}");
        var bytes = new AvroBuffer()
                .text(new BigDecimal(unscaled).unscaledValue().toByteArray())
                .toBytes();

        assertThat(json(schema, bytes)).isEqualTo(expected);
    }

    @Test
    void whatIsLeftOverOrMissingIsAnErrorAndNothingIsWritten() throws Exception {
        var schema = AvroSchema.parse("\"string\"");
        var out = new JsonBuffer().ascii("before");

        assertThatThrownBy(() -> new AvroJson(schema).write(new byte[] {2, 'a', 0}, 0, 3, out))
                .isInstanceOf(UnreadableEvent.class)
                .hasMessageContaining("1 bytes are left over");
        assertThatThrownBy(() -> new AvroJson(schema).write(new byte[] {4, 'a'}, 0, 2, out))
                .isInstanceOf(UnreadableEvent.class);
        assertThatThrownBy(() -> new AvroJson(schema).write(new byte[] {2, (byte) 0xff}, 0, 2, out))
                .hasMessageContaining("not UTF-8");
        assertThat(out).hasToString("before");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {7, 8})
    void bytesThatAreNotOfTheSchemaAreRefusedOrReadButDoNoHarm(long seed) throws Exception {
        var random = new SplittableRandom(seed);
        var shapes = new RandomShapes(random);
        for (int i = 0; i < 200; i++) {
            var shape = shapes.fields(3);
            var avro = new AvroBuffer();
            shapes.value(shape).avro(avro);
            var reader = new AvroJson(EventSchemas.data("orders", shape));
            for (int j = 0; j < 50; j++) {
                var bytes = avro.toBytes();
                for (int k = random.nextInt(1, 4); k > 0 && bytes.length > 0; k--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
                var out = new JsonBuffer();
                try {
                    reader.write(bytes, 0, random.nextInt(bytes.length + 1), out);
                    JsonValue.require(out.unsafeBytes(), 0, out.size());
                } catch (UnreadableEvent e) {
                    assertThat(e.reason()).isNotBlank();
                }
            }
        }
    }

    private static String json(AvroSchema schema, byte[] avro) throws UnreadableEvent {
        return new AvroJson(schema).data(avro, 0, avro.length).toString();
    }

    private static byte[] readAndWrittenByAvro(Schema schema, byte[] avro) throws IOException {
        var decoder = DecoderFactory.get().binaryDecoder(avro, null);
        var value = new GenericDatumReader<>(schema).read(null, decoder);
        assertThat(decoder.isEnd()).isTrue();
        return written(schema, value);
    }

    private static byte[] written(Schema schema, Object value) throws IOException {
        var out = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new GenericDatumWriter<>(schema).write(value, encoder);
        encoder.flush();
        return out.toByteArray();
    }
}
