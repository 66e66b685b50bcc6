package dev.millrace.generator.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.event.Event;
import dev.millrace.event.EventData;
import dev.millrace.event.Origin;
import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.avro.AvroEventEncoder;
import dev.millrace.event.avro.EventSchemas;
import dev.millrace.event.avro.registry.InMemorySchemaRegistry;
import dev.millrace.event.frame.FrameHome;
import dev.millrace.event.record.RecordHeadlines;
import dev.millrace.event.record.RecordReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Poison is unreadable for every reader there is, whatever it takes the record for. */
class PoisonBytesTest {
    private final InMemorySchemaRegistry schemas = new InMemorySchemaRegistry();

    @Test
    void noneOfItCanBeRead() throws Exception {
        var poison = new ArrayList<byte[]>();
        for (long index = 0; index < 2_000; index++) {
            poison.add(PoisonBytes.noise(index));
        }
        poison.add(PoisonBytes.endless(1 << 20));
        poison.add(PoisonBytes.endless(5));
        poison.add(PoisonBytes.noEvent());
        poison.add(PoisonBytes.unknownFrame());
        poison.add(PoisonBytes.misfit(sound()));

        for (var value : poison) {
            assertUnreadable(value);
        }
    }

    @Test
    void whatItIsMadeOfCouldBeRead() throws Exception {
        var headlines = new RecordHeadlines(schemas);
        var sound = sound();
        headlines.prepare(sound, 0, sound.length);

        headlines.open(sound, 0, sound.length, "t", 0);

        assertThat(headlines.next()).isTrue();
    }

    @Test
    void oversizeIsAsLargeAsItMayBe() {
        assertThat(PoisonBytes.endless(123_456)).hasSize(123_456);
        assertThat(PoisonBytes.endless(Long.MAX_VALUE)).hasSize(8 << 20);
    }

    private byte[] sound() throws Exception {
        int id = schemas.register("t-value", EventSchemas.eventOfJson("s"));
        var event = new Event(
                "id",
                "s",
                "type",
                Instant.EPOCH,
                "key",
                "id",
                null,
                new Origin("r", 1),
                Map.of(),
                EventData.ofJson("{}"));
        return new AvroEventEncoder(id).toBytes(event);
    }

    private void assertUnreadable(byte[] value) throws Exception {
        var headlines = new RecordHeadlines(schemas);
        headlines.prepare(value, 0, value.length);
        assertThatThrownBy(() -> headlines.open(value, 0, value.length, "t", 0)).isInstanceOf(UnreadableEvent.class);

        var reasons = new ArrayList<String>();
        try {
            new RecordReader(schemas).read(value, new FrameHome("t", 0), Instant.EPOCH, new RecordReader.Sink() {
                @Override
                public void event(int place, Event event) {
                    throw new AssertionError("read as " + event);
                }

                @Override
                public void unreadable(int place, byte[] body, String reason) {
                    reasons.add(reason);
                }
            });
        } catch (UnreadableEvent e) {
            reasons.add(e.reason());
        }
        assertThat(reasons).isNotEqualTo(List.of());
    }
}
