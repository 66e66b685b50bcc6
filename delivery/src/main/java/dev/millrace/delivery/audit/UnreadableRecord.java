package dev.millrace.delivery.audit;

import dev.millrace.event.json.JsonBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that is not copied as an event, and why; it is kept whole.
 *
 * @param record      the record
 * @param place       which event of a frame; 0 for a record as a whole
 * @param value       what is kept: the record's value, or the data of the event in the frame
 * @param incarnation of its log, see {@link Position}
 * @param reason      what is wrong with it, in words for a person; storable as PostgreSQL's text
 */
@SuppressWarnings("ArrayRecordComponent") // as Kafka has it; never compared
record UnreadableRecord(
        ConsumerRecord<byte[], byte[]> record, int place, byte @Nullable [] value, int incarnation, String reason) {
    private static final int LONGEST_REASON = 2_000;

    /** A record as a whole. */
    UnreadableRecord(ConsumerRecord<byte[], byte[]> record, int incarnation, String reason) {
        this(record, 0, record.value(), incarnation, reason);
    }

    UnreadableRecord {
        reason = storable(reason);
    }

    /** The headers in order, as JSON: {@code [["name", "value in base64"], ...]}. */
    String headers() {
        var json = new JsonBuffer(64).ascii('[');
        var separator = "";
        for (var header : record.headers()) {
            json.ascii(separator).ascii('[').string(header.key()).ascii(',');
            if (header.value() == null) {
                json.ascii("null]");
            } else {
                json.ascii('"').raw(Base64.getEncoder().encode(header.value())).ascii("\"]");
            }
            separator = ",";
        }
        return json.ascii(']').toString();
    }

    /** About how many bytes it takes. */
    long size() {
        return 128L + Math.max(0, record.serializedKeySize()) + (value == null ? 0 : value.length);
    }

    // A reason may quote what the record says, so it is as untrusted as the record.
    private static String storable(String reason) {
        var cut = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…";
        var wellFormed = new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return wellFormed.replace('\0', '\uFFFD');
    }
}
