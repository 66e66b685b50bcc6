package dev.millrace.delivery.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.delivery.copy.CopyRows;
import dev.millrace.event.Event;
import dev.millrace.event.avro.AvroEventEncoder;
import dev.millrace.event.avro.SchemaFailure;
import dev.millrace.event.avro.registry.InMemorySchemaRegistry;
import dev.millrace.event.frame.BodyCoding;
import dev.millrace.event.frame.FrameEncoder;
import dev.millrace.event.frame.FrameHead;
import dev.millrace.event.frame.FrameHome;
import dev.millrace.event.json.CloudEventReader;
import dev.millrace.event.record.RecordReader;
import java.time.Instant;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class OpenBatchTest {
    private static final TopicPartition ONE = new TopicPartition("orders", 1);
    private static final TopicPartition TWO = new TopicPartition("orders", 2);
    private static final Position FROM = new Position(new Uuid(1, 1), 0, 10, OptionalInt.empty());

    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final OpenBatch batch = new OpenBatch(1, Instant.EPOCH, new CopyRows(0), new RecordReader(registry));

    @Test
    void shouldCountWhatIsOfEachPartition() {
        batch.add(record(1, 10, TestEvents.json(1)), FROM);
        batch.add(record(1, 11, "no event".getBytes(UTF_8)), FROM);
        batch.reach(ONE, FROM, 12, OptionalInt.of(4));
        batch.add(record(2, 10, TestEvents.json(2)), FROM);
        batch.reach(TWO, FROM, 15, OptionalInt.empty());
        batch.add(record(1, 12, null), FROM);
        batch.reach(ONE, new Position(FROM.topicId(), 0, 12, OptionalInt.of(4)), 14, OptionalInt.of(5));

        assertThat(batch.close().slices())
                .containsEntry(ONE, new Slice(FROM, 14, OptionalInt.of(5), 1, 2))
                .containsEntry(TWO, new Slice(FROM, 15, OptionalInt.empty(), 1, 0));
    }

    @Test
    void shouldKeepARecordThatCannotBeStoredOutOfTheRows() {
        var hostile = new String(TestEvents.json(1), UTF_8).replace("\"type\":\"", "\"type\":\"\\u0000");
        int empty = new CopyRows(0).size();

        batch.add(record(1, 10, hostile.getBytes(UTF_8)), FROM);
        batch.reach(ONE, FROM, 11, OptionalInt.empty());

        var closed = batch.close();
        assertThat(closed.rows().size()).isEqualTo(empty);
        assertThat(closed.times().size()).isZero();
        assertThat(closed.unreadable())
                .singleElement()
                .extracting(UnreadableRecord::reason)
                .asString()
                .contains("type holds the character U+0000");
    }

    @Test
    void shouldNotBeEmptyWhenOnlyAnOffsetMoved() {
        assertThat(batch.isEmpty()).isTrue();

        batch.reach(ONE, FROM, 12, OptionalInt.empty());

        assertThat(batch.isEmpty()).isFalse();
        assertThat(batch.close().first()).isEmpty();
    }

    @Test
    void shouldMakeARowOfEveryEventOfAFrameAndKeepTheOneThatCannotBeReadByItself() {
        var frame =
                new FrameEncoder(new FrameHead("s", "t", "r", new BodyCoding.Json(), null), new FrameHome("orders", 1));
        for (int i = 0; i < 5; i++) {
            frame.body().raw(i == 3 ? new byte[] {'{'} : ("{\"n\":" + i + "}").getBytes(UTF_8));
            frame.append(i, 0);
        }

        batch.add(record(1, 10, frame.finish()), FROM);
        batch.reach(ONE, FROM, 11, OptionalInt.empty());

        var closed = batch.close();
        assertThat(closed.slices()).containsEntry(ONE, new Slice(FROM, 11, OptionalInt.empty(), 4, 1));
        assertThat(closed.records()).isEqualTo(1);
        assertThat(closed.size()).isEqualTo(5);
        assertThat(closed.unreadable()).singleElement().satisfies(unreadable -> {
            assertThat(unreadable.place()).isEqualTo(3);
            assertThat(unreadable.value()).isEqualTo(new byte[] {'{'});
        });
    }

    @Test
    void shouldAddNothingOfARecordWhoseSchemaCannotBeHadNow() throws Exception {
        var away = new OpenBatch(1, Instant.EPOCH, new CopyRows(0), new RecordReader(id -> {
            throw new SchemaFailure.Unreachable("the registry sleeps", null);
        }));
        Event event = new CloudEventReader().read(TestEvents.json(1), Instant.EPOCH);

        assertThatThrownBy(() -> away.add(record(1, 10, new AvroEventEncoder(7).toBytes(event)), FROM))
                .isInstanceOf(SchemasAway.class)
                .hasMessageContaining("sleeps");

        assertThat(away.rows()).isZero();
        assertThat(away.close().first()).isEmpty();
    }

    private static ConsumerRecord<byte[], byte[]> record(int partition, long offset, byte[] value) {
        return new ConsumerRecord<>("orders", partition, offset, null, value);
    }
}
