package dev.millrace.processor.topology;

import dev.millrace.event.Event;
import dev.millrace.event.EventData;
import dev.millrace.event.json.CloudEventWriter;
import dev.millrace.event.json.JsonBuffer;
import dev.millrace.event.json.TimestampWriter;
import dev.millrace.processor.expression.EventScope;
import dev.millrace.processor.expression.KeyText;
import dev.millrace.processor.window.WindowKey;
import dev.millrace.processor.window.WindowState;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Makes events of windows that are final. What they hold follows from the window, so a result that is made again
 * after a failed transaction is the same event. Belongs to one task.
 */
final class WindowResults {
    private static final String CONTENT_TYPE = "content-type";
    private static final byte[] CONTENT = CloudEventWriter.CONTENT_TYPE.getBytes(StandardCharsets.UTF_8);

    private final String pipeline;
    private final String window;
    private final long size;
    private final Clock clock;
    private final JsonBuffer buffer = new JsonBuffer();
    private final CloudEventWriter writer = new CloudEventWriter();
    private final TimestampWriter timestamps = new TimestampWriter();

    WindowResults(String pipeline, String window, long size, Clock clock) {
        this.pipeline = pipeline;
        this.window = window;
        this.size = size;
        this.clock = clock;
    }

    /** The result of an entry of {@link OpenWindows}. */
    InFlight of(byte[] entryKey, WindowState layout, byte[] state) {
        long start = WindowKey.start(entryKey);
        long end = start + size;
        byte[] group = WindowKey.group(entryKey);
        var key = KeyText.of(group);
        var id = pipeline + '.' + window + '.' + key + '.' + start;
        var event = new Event(
                id,
                pipeline,
                pipeline + '.' + window,
                Instant.ofEpochMilli(end),
                key,
                id,
                null,
                null,
                Map.of(),
                data(key, start, end, layout, state));
        buffer.clear();
        writer.write(event, buffer);
        var headers = new RecordHeaders();
        headers.add(CONTENT_TYPE, CONTENT);
        // The window's time is in the event. As the record's timestamp it would let Kafka delete results of old events
        // by age, or refuse those of events ahead of its clock.
        var record = new Record<>(group, buffer.toBytes(), clock.millis(), headers);
        return new InFlight(event, record, null, new EventScope(event, group));
    }

    private EventData data(String key, long start, long end, WindowState layout, byte[] state) {
        buffer.clear();
        buffer.ascii("{\"key\":").string(key).ascii(",\"windowStart\":\"");
        timestamps.write(start * 1_000, buffer);
        buffer.ascii("\",\"windowEnd\":\"");
        timestamps.write(end * 1_000, buffer);
        buffer.ascii('"');
        layout.write(state, buffer);
        buffer.ascii('}');
        return EventData.copyOf(buffer.unsafeBytes(), 0, buffer.size());
    }
}
