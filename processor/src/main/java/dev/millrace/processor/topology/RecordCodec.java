package dev.millrace.processor.topology;

import dev.millrace.event.Event;
import dev.millrace.event.avro.AvroEventEncoder;
import dev.millrace.event.avro.EventSchemas;
import dev.millrace.event.json.CloudEventWriter;
import dev.millrace.event.json.JsonBuffer;
import dev.millrace.event.record.RecordEncoding;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/** Writes events as records of their own, in one encoding or another; one that is in it already stays as it came. */
final class RecordCodec {
    private final CloudEventWriter writer = new CloudEventWriter();
    private final JsonBuffer buffer = new JsonBuffer(2048);
    private final Map<String, AvroEventEncoder> avro = new HashMap<>();
    private final Schemas schemas;
    private final String pipeline;

    RecordCodec(Schemas schemas, String pipeline) {
        this.schemas = schemas;
        this.pipeline = pipeline;
    }

    /** The headers of a record that holds events in an encoding, and no others. */
    static Headers headers(RecordEncoding encoding) {
        return as(encoding, new RecordHeaders());
    }

    /** An event as a value in JSON. */
    byte[] json(Event event) {
        buffer.clear();
        writer.write(event, buffer);
        return buffer.toBytes();
    }

    /** An event as a record in JSON. */
    Record<byte[], byte[]> json(InFlight event) {
        var record = event.record();
        return RecordEncoding.of(record.value()) == RecordEncoding.JSON
                ? record
                : with(record, json(event.event()), RecordEncoding.JSON);
    }

    /** An event as a record in Avro. */
    Record<byte[], byte[]> avro(InFlight event, String topic) {
        var record = event.record();
        if (RecordEncoding.of(record.value()) == RecordEncoding.AVRO) {
            return record;
        }
        var encoder = avro.computeIfAbsent(
                topic,
                name -> new AvroEventEncoder(
                        schemas.register(EventSchemas.subject(name), EventSchemas.eventOfJson(pipeline))));
        return with(record, encoder.toBytes(event.event()), RecordEncoding.AVRO);
    }

    private static Record<byte[], byte[]> with(Record<byte[], byte[]> record, byte[] value, RecordEncoding encoding) {
        return new Record<>(
                record.key(),
                value,
                record.timestamp(),
                as(encoding, new RecordHeaders(record.headers().toArray())));
    }

    private static Headers as(RecordEncoding encoding, Headers headers) {
        headers.remove(RecordEncoding.HEADER);
        return headers.add(RecordEncoding.HEADER, encoding.contentType().getBytes(StandardCharsets.US_ASCII));
    }
}
