package dev.millrace.generator.testing;

import dev.millrace.event.Event;
import dev.millrace.event.EventData;
import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.avro.SchemaFailure;
import dev.millrace.event.avro.registry.InMemorySchemaRegistry;
import dev.millrace.event.frame.FrameHome;
import dev.millrace.event.json.CloudEventReader;
import dev.millrace.event.record.RecordEncoding;
import dev.millrace.event.record.RecordReader;
import dev.millrace.generator.channel.KafkaAccess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A record as a read_committed consumer sees it. */
public record CommittedRecord(
        String topic,
        int partition,
        long offset,
        long timestamp,
        String key,
        EventData value,
        Map<String, String> headers) {
    private static final Duration GIVE_UP = Duration.ofSeconds(60);

    /** The event it carries. */
    public Event event() {
        try {
            return new CloudEventReader().read(value.unsafeBytes(), Instant.ofEpochMilli(timestamp));
        } catch (UnreadableEvent e) {
            throw new AssertionError("offset " + offset + " of " + topic + " is no event: " + e.reason(), e);
        }
    }

    /** The events it carries: many, where it is a frame whose data is JSON. */
    public List<Event> events() {
        if (RecordEncoding.of(value.unsafeBytes()) != RecordEncoding.FRAME) {
            return List.of(event());
        }
        var events = new ArrayList<Event>();
        var sink = new RecordReader.Sink() {
            @Override
            public void event(int place, Event event) {
                events.add(event);
            }

            @Override
            public void unreadable(int place, byte[] body, String reason) {
                throw new AssertionError("event " + place + " at offset " + offset + " of " + topic + ": " + reason);
            }
        };
        try {
            new RecordReader(new InMemorySchemaRegistry())
                    .read(value.unsafeBytes(), new FrameHome(topic, partition), Instant.ofEpochMilli(timestamp), sink);
        } catch (UnreadableEvent | SchemaFailure e) {
            throw new AssertionError("offset " + offset + " of " + topic + " holds no events", e);
        }
        return events;
    }

    /** The value as text; empty where the record takes one of its key off a compacted topic. */
    public String text() {
        return value.toString();
    }

    /** @param upTo the isolation level whose end is read up to */
    static List<CommittedRecord> readAll(KafkaAccess kafka, String topic, String upTo) {
        try (var consumer = consumer(kafka, "read_committed")) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            Map<TopicPartition, Long> ends;
            try (var other = consumer(kafka, upTo)) {
                other.assign(partitions);
                ends = other.endOffsets(partitions);
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var records = new ArrayList<CommittedRecord>();
            var since = System.nanoTime();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(50)).forEach(record -> records.add(of(record)));
                if (System.nanoTime() - since > GIVE_UP.toNanos()) {
                    throw new AssertionError("an open transaction has hidden the end of " + topic + " for " + GIVE_UP);
                }
            }
            return records;
        }
    }

    private static CommittedRecord of(ConsumerRecord<byte[], byte[]> record) {
        var headers = StreamSupport.stream(record.headers().spliterator(), false)
                .collect(Collectors.toMap(h -> h.key(), h -> new String(h.value(), StandardCharsets.UTF_8)));
        var value = record.value() == null ? new byte[0] : record.value();
        return new CommittedRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8),
                EventData.copyOf(value, 0, value.length),
                headers);
    }

    private static Consumer<byte[], byte[]> consumer(KafkaAccess kafka, String isolation) {
        return new KafkaConsumer<>(
                kafka.with(
                        Map.of("isolation.level", isolation, "auto.offset.reset", "earliest", "fetch.max.wait.ms", 20)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
