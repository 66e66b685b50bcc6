package dev.millrace.app.tail;

import dev.millrace.event.Event;
import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.json.CloudEventReader;
import dev.millrace.event.json.JsonBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** How a record is shown. */
public enum TailFormat {
    /** Time, key, type and data in a line for people. */
    PRETTY {
        @Override
        public String format(ConsumerRecord<byte[], byte[]> record) {
            try {
                var event = READER.read(bytes(record.value()), Instant.ofEpochMilli(record.timestamp()));
                return line(event);
            } catch (UnreadableEvent e) {
                return Instant.ofEpochMilli(record.timestamp()) + "  " + place(record) + headers(record) + "  "
                        + text(record.value());
            }
        }
    },
    /** The value as it is. */
    JSON {
        @Override
        public String format(ConsumerRecord<byte[], byte[]> record) {
            return text(record.value());
        }
    },
    /** The whole record as a JSON object. */
    RAW {
        @Override
        public String format(ConsumerRecord<byte[], byte[]> record) {
            var out = new JsonBuffer(512 + bytes(record.value()).length);
            out.ascii("{\"topic\":").string(record.topic());
            out.ascii(",\"partition\":").number(record.partition());
            out.ascii(",\"offset\":").number(record.offset());
            out.ascii(",\"timestamp\":")
                    .string(Instant.ofEpochMilli(record.timestamp()).toString());
            out.ascii(",\"headers\":{");
            var comma = "";
            for (var header : record.headers()) {
                out.ascii(comma).string(header.key()).ascii(':').string(text(header.value()));
                comma = ",";
            }
            out.ascii("},\"key\":");
            string(record.key(), out);
            out.ascii(",\"value\":");
            string(record.value(), out);
            return out.ascii('}').toString();
        }
    };

    private static final CloudEventReader READER = new CloudEventReader();

    /** One line, without its end. */
    public abstract String format(ConsumerRecord<byte[], byte[]> record);

    private static String line(Event event) {
        return event.time() + "  " + (event.key() == null ? "-" : event.key()) + "  " + event.type() + "  "
                + event.data();
    }

    private static String place(ConsumerRecord<byte[], byte[]> record) {
        return record.topic() + '/' + record.partition() + '@' + record.offset();
    }

    private static String headers(ConsumerRecord<byte[], byte[]> record) {
        var headers = new StringBuilder();
        for (Header header : record.headers()) {
            headers.append("  ")
                    .append(header.key())
                    .append('=')
                    .append(text(header.value()).lines().findFirst().orElse(""));
        }
        return headers.toString();
    }

    private static void string(byte @Nullable [] value, JsonBuffer out) {
        if (value == null) {
            out.ascii("null");
        } else {
            out.string(text(value));
        }
    }

    private static String text(byte @Nullable [] value) {
        return new String(bytes(value), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(byte @Nullable [] value) {
        return value == null ? new byte[0] : value;
    }
}
