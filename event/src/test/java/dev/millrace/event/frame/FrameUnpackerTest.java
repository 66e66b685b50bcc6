package dev.millrace.event.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.avro.AvroSchema;
import dev.millrace.event.avro.SchemaFailure;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrameUnpackerTest {
    private static final FrameHome HOME = new FrameHome("shop.orders", 3);

    private final FrameCursor cursor = new FrameCursor();
    private final Map<Integer, AvroSchema> schemas = new HashMap<>();
    private final FrameUnpacker unpacker = new FrameUnpacker(this::schema);

    @Test
    void anEventThatCannotBeReadDoesNotStandInTheWayOfTheOthers() throws Exception {
        var encoder = encoder(new BodyCoding.Json());
        for (var body : new String[] {"1", "{\"cut\":", "3"}) {
            encoder.body().raw(body.getBytes(StandardCharsets.UTF_8));
            encoder.append(encoder.count(), 0);
        }
        cursor.open(encoder.finish(), HOME);

        cursor.next();
        assertThat(unpacker.event(cursor).data()).hasToString("1");
        cursor.next();
        assertThatThrownBy(() -> unpacker.event(cursor))
                .isInstanceOf(UnreadableEvent.class)
                .hasMessageContaining("not JSON");
        cursor.next();
        assertThat(unpacker.event(cursor).data()).hasToString("3");
    }

    @Test
    void aSchemaThatCouldNotBeHadIsAskedForAgain() throws Exception {
        var encoder = encoder(new BodyCoding.Avro(9));
        encoder.body().text("hello");
        encoder.append(0, 0);
        cursor.open(encoder.finish(), HOME);
        cursor.next();
        assertThatThrownBy(() -> unpacker.event(cursor)).isInstanceOf(SchemaFailure.Unreachable.class);

        schemas.put(9, AvroSchema.parse("\"string\""));

        assertThat(unpacker.event(cursor).data()).hasToString("\"hello\"");
    }

    @Test
    void aBodyOfAnotherSchemaIsNamed() throws Exception {
        schemas.put(9, AvroSchema.parse("\"string\""));
        var encoder = encoder(new BodyCoding.Avro(9));
        encoder.body().number(100);
        encoder.append(0, 0);
        cursor.open(encoder.finish(), HOME);
        cursor.next();

        assertThatThrownBy(() -> unpacker.event(cursor))
                .isInstanceOf(UnreadableEvent.class)
                .hasMessageContaining("a length is 100");
    }

    @Test
    void aKeyThatIsNotUtf8IsNamed() throws Exception {
        var encoder = encoder(new BodyCoding.Json());
        encoder.body().raw("1".getBytes(StandardCharsets.UTF_8));
        encoder.append(0, 0, new byte[] {(byte) 0xff}, 0, 1);
        cursor.open(encoder.finish(), HOME);
        cursor.next();

        assertThatThrownBy(() -> unpacker.event(cursor)).hasMessage("the key of event 0 of a frame is not UTF-8");
    }

    private AvroSchema schema(int id) throws SchemaFailure {
        var schema = schemas.get(id);
        if (schema == null) {
            throw new SchemaFailure.Unreachable("the registry is down", null);
        }
        return schema;
    }

    private static FrameEncoder encoder(BodyCoding bodies) {
        return new FrameEncoder(new FrameHead("orders", "placed", "r1", bodies, null), HOME);
    }
}
