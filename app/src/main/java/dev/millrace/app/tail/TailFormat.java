package dev.millrace.app.tail;

import dev.millrace.event.Event;
import dev.millrace.event.json.CloudEventWriter;
import dev.millrace.event.json.JsonBuffer;
import dev.millrace.event.record.RecordEncoding;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** How events are shown, whatever their records are encoded in. */
public enum TailFormat {
    /** Time, key, type and data in a line for people. */
    PRETTY {
        @Override
        public String format(TailItem item) {
            return switch (item) {
                case TailItem.Single(var _, var event) -> line(event);
                case TailItem.InFrame(var _, var _, var event) -> line(event);
                case TailItem.Raw(var record, var reason) ->
                    Instant.ofEpochMilli(record.timestamp()) + "  " + place(record) + headers(record) + "  "
                            + (isText(record) ? text(record.value()) : size(record) + ": " + reason);
            };
        }
    },
    /** The event as JSON. */
    JSON {
        @Override
        public String format(TailItem item) {
            return value(item);
        }
    },
    /** The whole record as a JSON object, once for each of its events. */
    RAW {
        @Override
        public String format(TailItem item) {
            var record = item.record();
            var value = value(item);
            var out = new JsonBuffer(512 + value.length());
            out.ascii("{\"topic\":").string(record.topic());
            out.ascii(",\"partition\":").number(record.partition());
            out.ascii(",\"offset\":").number(record.offset());
            if (item instanceof TailItem.InFrame(var _, var place, var _)) {
                out.ascii(",\"place\":").number(place);
            }
            out.ascii(",\"timestamp\":")
                    .string(Instant.ofEpochMilli(record.timestamp()).toString());
            out.ascii(",\"headers\":{");
            var comma = "";
            for (var header : record.headers()) {
                out.ascii(comma).string(header.key()).ascii(':').string(text(header.value()));
                comma = ",";
            }
            out.ascii("},\"key\":");
            string(key(item), out);
            out.ascii(",\"value\":");
            string(record.value() == null ? null : value, out);
            return out.ascii('}').toString();
        }
    };

    /** One line, without its end. */
    public abstract String format(TailItem item);

    private static String line(Event event) {
        return event.time() + "  " + (event.key() == null ? "-" : event.key()) + "  " + event.type() + "  "
                + event.data();
    }

    private static @Nullable String key(TailItem item) {
        return switch (item) {
            case TailItem.InFrame(var _, var _, var event) -> event.key();
            case TailItem.Single(var record, var _) -> record.key() == null ? null : text(record.key());
            case TailItem.Raw(var record, var _) -> record.key() == null ? null : text(record.key());
        };
    }

    /** What came as JSON is shown as it came, byte for byte. */
    private static String value(TailItem item) {
        return switch (item) {
            case TailItem.Single(var record, var event) -> isText(record) ? text(record.value()) : json(event);
            case TailItem.InFrame(var _, var _, var event) -> json(event);
            case TailItem.Raw(var record, var _) -> text(record.value());
        };
    }

    private static String json(Event event) {
        return new String(new CloudEventWriter().toBytes(event), StandardCharsets.UTF_8);
    }

    private static boolean isText(ConsumerRecord<byte[], byte[]> record) {
        return record.value() == null || RecordEncoding.of(record.value()) == RecordEncoding.JSON;
    }

    private static String size(ConsumerRecord<byte[], byte[]> record) {
        return record.value().length + " bytes of " + RecordEncoding.of(record.value());
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

    private static void string(@Nullable String value, JsonBuffer out) {
        if (value == null) {
            out.ascii("null");
        } else {
            out.string(value);
        }
    }

    private static String text(byte @Nullable [] value) {
        return value == null ? "" : new String(value, StandardCharsets.UTF_8);
    }
}
