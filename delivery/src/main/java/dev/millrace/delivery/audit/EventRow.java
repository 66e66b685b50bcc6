package dev.millrace.delivery.audit;

import dev.millrace.delivery.copy.CopyRows;
import dev.millrace.delivery.copy.PgTime;
import dev.millrace.delivery.copy.UnstorableValue;
import dev.millrace.event.Event;
import dev.millrace.event.json.JsonBuffer;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Writes events as rows of {@code audit.events}. Not thread-safe. */
final class EventRow {
    /** Takes what {@link #write} has written. */
    static final String COPY = """
            COPY audit.events ("offset", place, time, kafka_time, recorded, index, partition, incarnation, topic, id, source, \
            type, key, correlation_id, traceparent, run, extensions, data) FROM STDIN (FORMAT binary)""";

    private static final int COLUMNS = 18;

    private final JsonBuffer json = new JsonBuffer();
    private final long recorded;

    /**
     * @param recorded when the rows are recorded, as {@link PgTime} counts
     */
    EventRow(long recorded) {
        this.recorded = recorded;
    }

    /**
     * Appends one row.
     *
     * @param place which of the record's events it is
     * @throws UnstorableValue if the event holds what PostgreSQL cannot; {@code rows} must be cut back then
     */
    void write(Event event, ConsumerRecord<byte[], byte[]> record, int place, int incarnation, CopyRows rows)
            throws UnstorableValue {
        var origin = event.origin();
        rows.row(COLUMNS)
                .int8(record.offset())
                .int4(place)
                .int8(PgTime.of("time", event.time()))
                .int8(PgTime.ofEpochMillis(record.timestamp()))
                .int8(recorded);
        if (origin == null) {
            rows.nothing();
        } else {
            rows.int8(origin.index());
        }
        rows.int4(record.partition())
                .int2(incarnation)
                .text("topic", record.topic())
                .text("id", event.id())
                .text("source", event.source())
                .text("type", event.type());
        optional("partitionkey", event.key(), rows);
        rows.text("correlationid", event.correlationId());
        var trace = event.trace();
        if (trace == null) {
            rows.nothing();
        } else {
            rows.traceparent(trace.traceIdHigh(), trace.traceIdLow(), trace.spanId(), trace.sampled());
        }
        optional("run", origin == null ? null : origin.run(), rows);
        extensions(event.extensions(), rows);
        rows.bytes(event.data().unsafeBytes());
    }

    private static void optional(String name, @Nullable String value, CopyRows rows) throws UnstorableValue {
        if (value == null) {
            rows.nothing();
        } else {
            rows.text(name, value);
        }
    }

    private void extensions(Map<String, String> extensions, CopyRows rows) throws UnstorableValue {
        if (extensions.isEmpty()) {
            rows.nothing();
            return;
        }
        json.clear();
        var separator = '{';
        for (var extension : extensions.entrySet()) {
            CopyRows.requireStorable("the name of an extension", extension.getKey());
            CopyRows.requireStorable("extension " + extension.getKey(), extension.getValue());
            json.ascii(separator).string(extension.getKey()).ascii(':').string(extension.getValue());
            separator = ',';
        }
        json.ascii('}');
        rows.jsonb(json.unsafeBytes(), json.size());
    }
}
