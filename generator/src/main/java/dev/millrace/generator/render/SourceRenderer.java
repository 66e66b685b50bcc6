package dev.millrace.generator.render;

import dev.millrace.event.json.JsonBuffer;
import dev.millrace.generator.field.FieldWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the events of one generated source in one run. What event {@code i} says depends on the seed, the
 * source and {@code i} alone. Not thread-safe: a sending loop has its own.
 */
public final class SourceRenderer {
    private final EventFrameText frame;
    private final byte[][] names;
    private final FieldWriter[] writers;
    private final @Nullable FieldWriter key;
    private final long traceSeed;
    private final JsonBuffer event = new JsonBuffer(2048);
    private final JsonBuffer keyText = new JsonBuffer(64);
    private final JsonBuffer keyJson = new JsonBuffer(64);

    SourceRenderer(EventFrameText frame, Map<String, FieldWriter> fields, @Nullable FieldWriter key, long traceSeed) {
        this.frame = frame;
        this.names = new byte[fields.size()][];
        this.writers = new FieldWriter[fields.size()];
        int i = 0;
        for (var field : fields.entrySet()) {
            names[i] = new JsonBuffer()
                    .ascii(i == 0 ? "" : ",")
                    .string(field.getKey())
                    .ascii(':')
                    .toBytes();
            writers[i++] = field.getValue();
        }
        this.key = key;
        this.traceSeed = traceSeed;
    }

    /**
     * Writes event {@code index}; {@link #key()} and {@link #value()} then give its record until the next call.
     *
     * @param dueMicros when it is due, microseconds since 1970
     */
    public void render(long index, long dueMicros) {
        event.clear();
        keyText.clear();
        keyJson.clear();
        if (key != null) {
            key.text(index, dueMicros, keyText);
            key.json(index, dueMicros, keyJson);
            quoteNumber();
        }
        frame.open(index, dueMicros, keyJson, traceSeed, event);
        for (int i = 0; i < writers.length; i++) {
            event.raw(names[i]);
            writers[i].json(index, dueMicros, event);
        }
        frame.close(event);
    }

    /** The record key of the event last rendered: the key's plain text; null where the source has none. */
    public byte @Nullable [] key() {
        return key == null ? null : keyText.toBytes();
    }

    /** The record value of the event last rendered. */
    public byte[] value() {
        return event.toBytes();
    }

    /** A CloudEvents attribute is a string, even where the field is a number. */
    private void quoteNumber() {
        if (keyJson.unsafeBytes()[0] != '"') {
            keyJson.clear();
            keyJson.ascii('"').raw(keyText.unsafeBytes(), 0, keyText.size()).ascii('"');
        }
    }
}
