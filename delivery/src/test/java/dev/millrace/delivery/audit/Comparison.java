package dev.millrace.delivery.audit;

import dev.millrace.delivery.audit.Batch.Place;
import dev.millrace.embedded.testing.SharedKafka;
import dev.millrace.event.Event;
import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.json.CloudEventReader;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What Kafka's own consumer finds committed, against what the database has.
 *
 * @param committed   records committed
 * @param events      rows of {@code audit.events}
 * @param unreadable  rows of {@code audit.unreadable}
 * @param differences what is missing, there twice, or not as it was; in words
 */
record Comparison(int committed, int events, int unreadable, List<String> differences) {

    static Comparison of(List<String> topics, DataSource database) throws SQLException {
        var committed = committed(topics);
        var differences = new ArrayList<String>();
        var left = new HashMap<>(committed);
        int events = 0;
        int unreadable = 0;
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.setFetchSize(1000);
            try (var rows = statement.executeQuery(
                    "SELECT " + AuditedEventRow.COLUMNS + " FROM audit.events ORDER BY topic, partition, \"offset\"")) {
                while (rows.next()) {
                    events++;
                    var row = AuditedEventRow.read(rows);
                    var place = new Place(new TopicPartition(row.topic(), row.partition()), row.offset());
                    var record = left.remove(place);
                    if (record == null) {
                        differences.add((committed.containsKey(place) ? "twice: " : "not committed: ") + place);
                    } else if (!row.event().equals(expected(record))) {
                        differences.add("not as it was: " + place + ": " + row.event());
                    }
                }
            }
            try (var rows = statement.executeQuery(
                    "SELECT topic, partition, \"offset\", key, value FROM audit.unreadable ORDER BY 1, 2, 3")) {
                while (rows.next()) {
                    unreadable++;
                    var place = new Place(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
                    var record = left.remove(place);
                    if (record == null) {
                        differences.add((committed.containsKey(place) ? "twice: " : "not committed: ") + place);
                    } else if (!Arrays.equals(rows.getBytes(4), record.key())
                            || !Arrays.equals(rows.getBytes(5), record.value())) {
                        differences.add("not as it was: " + place);
                    }
                }
            }
        }
        left.keySet().forEach(place -> differences.add("missing: " + place));
        return new Comparison(committed.size(), events, unreadable, differences);
    }

    private static Event expected(ConsumerRecord<byte[], byte[]> record) {
        try {
            var event = new CloudEventReader().read(record.value(), Instant.ofEpochMilli(record.timestamp()));
            return new Event(
                    event.id(),
                    event.source(),
                    event.type(),
                    event.time().truncatedTo(ChronoUnit.MICROS),
                    event.key(),
                    event.correlationId(),
                    event.trace(),
                    event.origin(),
                    event.extensions(),
                    event.data());
        } catch (UnreadableEvent e) {
            return null;
        }
    }

    private static Map<Place, ConsumerRecord<byte[], byte[]>> committed(List<String> topics) {
        var records = new HashMap<Place, ConsumerRecord<byte[], byte[]>>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", SharedKafka.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    records.put(
                            new Place(new TopicPartition(record.topic(), record.partition()), record.offset()), record);
                }
            }
        }
        return records;
    }
}
