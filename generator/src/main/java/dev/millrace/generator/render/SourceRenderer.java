package dev.millrace.generator.render;

import dev.millrace.event.json.JsonBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the events of one generated source in one run. What event {@code i} says depends on the seed, the
 * source, {@code i} and its due time alone. Not thread-safe: a sending loop has its own.
 */
public final class SourceRenderer {
    private final EventFrameText frame;
    private final RenderPlan plan;
    private final JsonBuffer event = new JsonBuffer(2048);
    private final JsonBuffer keyText = new JsonBuffer(64);
    private final JsonBuffer keyJson = new JsonBuffer(64);
    private final JsonBuffer header = new JsonBuffer(64);
    private long index;
    private long dueMicros;

    SourceRenderer(EventFrameText frame, RenderPlan plan) {
        this.frame = frame;
        this.plan = plan;
    }

    /**
     * Writes event {@code index}; {@link #key()}, {@link #value()} and {@link #headers()} then give its record until
     * the next call.
     *
     * @param dueMicros when it is due, microseconds since 1970
     */
    public void render(long index, long dueMicros) {
        this.index = index;
        this.dueMicros = dueMicros;
        event.clear();
        keyText.clear();
        keyJson.clear();
        var key = plan.key();
        if (key != null) {
            key.text(index, dueMicros, keyText);
            key.json(index, dueMicros, keyJson);
            quoteNumber();
        }
        frame.open(index, dueMicros, keyJson, plan.traceSeed(), event);
        plan.data().fields(index, dueMicros, event);
        var padding = plan.padding();
        if (padding != null) {
            padding.write(index, event, EventFrameText.CLOSING);
        }
        frame.close(event);
    }

    /** The record key of the event last rendered: the key's plain text; null where the source has none. */
    public byte @Nullable [] key() {
        return plan.key() == null ? null : keyText.toBytes();
    }

    /** The record value of the event last rendered. */
    public byte[] value() {
        return event.toBytes();
    }

    /** Whether the source's records have headers of their own. */
    public boolean hasHeaders() {
        return !plan.headers().isEmpty();
    }

    /** The headers of the event last rendered; one whose field is null is left out. */
    public List<EventHeader> headers() {
        var headers = new ArrayList<EventHeader>(plan.headers().size());
        plan.headers().forEach((name, writer) -> {
            header.clear();
            writer.json(index, dueMicros, header);
            if (header.unsafeBytes()[0] != 'n') {
                header.clear();
                writer.text(index, dueMicros, header);
                headers.add(new EventHeader(name, header.toBytes()));
            }
        });
        return headers;
    }

    /** A CloudEvents attribute is a string, even where the field is a number. */
    private void quoteNumber() {
        if (keyJson.unsafeBytes()[0] != '"') {
            keyJson.clear();
            keyJson.ascii('"').raw(keyText.unsafeBytes(), 0, keyText.size()).ascii('"');
        }
    }
}
