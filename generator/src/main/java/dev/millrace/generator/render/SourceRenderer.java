package dev.millrace.generator.render;

import dev.millrace.event.avro.AvroBuffer;
import dev.millrace.event.json.JsonBuffer;
import dev.millrace.generator.field.AvroTarget;
import dev.millrace.generator.field.KeyHash;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the events of one generated source in one run. What event {@code i} says depends on the seed, the
 * source, {@code i} and its due time alone. Not thread-safe: a sending loop has its own.
 *
 * <p>{@link #begin} goes to an event; what is then asked for is written, and nothing else. {@link #render} goes to it
 * and writes it as JSON.
 */
public final class SourceRenderer {
    private static final int NULL_BRANCH = 0;
    private static final int TEXT_BRANCH = 1;

    private final EventFrameText frame;
    private final RenderPlan plan;
    private final JsonBuffer event = new JsonBuffer(2048);
    private final JsonBuffer keyText = new JsonBuffer(64);
    private final JsonBuffer keyJson = new JsonBuffer(64);
    private final JsonBuffer header = new JsonBuffer(64);
    private final AvroTarget avro = new AvroTarget();
    private long index;
    private long dueMicros;
    private long timeMicros;
    private int dataFrom;
    private int textFrom;
    private int textLength;

    SourceRenderer(EventFrameText frame, RenderPlan plan) {
        this.frame = frame;
        this.plan = plan;
    }

    /** What the events have in common. */
    public EventIdentity identity() {
        return plan.identity();
    }

    /**
     * Goes to event {@code index}, which {@link #keyText()} and the rest then tell of until the next call.
     *
     * @param dueMicros when it is due, microseconds since 1970
     */
    public void begin(long index, long dueMicros) {
        begin(index, dueMicros, dueMicros);
    }

    /**
     * As {@link #begin(long, long)}, for an event whose clock is wrong.
     *
     * @param timeMicros what its clock tells: the event's own time, microseconds since 1970. Its fields go by when it is due
     */
    public void begin(long index, long dueMicros, long timeMicros) {
        this.index = index;
        this.dueMicros = dueMicros;
        this.timeMicros = timeMicros;
        event.clear();
        keyText.clear();
        var key = plan.key();
        if (key != null) {
            key.text(index, dueMicros, keyText);
        }
    }

    /**
     * Writes event {@code index} as JSON; {@link #key()}, {@link #value()} and {@link #headers()} then give its record
     * until the next call.
     *
     * @param dueMicros when it is due, microseconds since 1970
     */
    public void render(long index, long dueMicros) {
        render(index, dueMicros, dueMicros);
    }

    /** As {@link #render(long, long)}, for an event whose clock is wrong; see {@link #begin(long, long, long)}. */
    public void render(long index, long dueMicros, long timeMicros) {
        begin(index, dueMicros, timeMicros);
        renderEvent();
    }

    /** The record key of the event: the key's plain text; null where the source has none. */
    public byte @Nullable [] key() {
        return plan.key() == null ? null : keyText.toBytes();
    }

    /** Whether the source's events have keys. */
    public boolean hasKey() {
        return plan.key() != null;
    }

    /** Goes to an event, and gives its key as 64 bits, which are always the same for it; 0 where there is none. */
    public long keyBits(long index, long dueMicros) {
        begin(index, dueMicros);
        return hasKey() ? KeyHash.of(keyText) : 0;
    }

    /** The key's plain text, empty where there is none; must not be changed. */
    public JsonBuffer keyText() {
        return keyText;
    }

    /** The event as JSON, a record's value. */
    public byte[] value() {
        rendered();
        return event.toBytes();
    }

    /** The topic it goes to. */
    public String topic() {
        return plan.routes().topic(index, dueMicros);
    }

    /** Whether the file says which partition events go to. */
    public boolean routed() {
        return plan.routes().routed();
    }

    /** The partition it goes to, of so many; negative where that follows from its key, or does not matter. */
    public int partition(int partitions) {
        return plan.routes().partition(index, dueMicros, partitions);
    }

    /** Appends the event's data as JSON. */
    public void jsonData(AvroBuffer out) {
        if (plan.padding() == null && event.size() == 0) {
            // Nothing depends on the size of the whole, so the envelope need not be written.
            plan.data().json(index, dueMicros, event);
            out.raw(event.unsafeBytes(), 0, event.size());
            event.clear();
        } else {
            rendered();
            out.raw(event.unsafeBytes(), dataFrom, event.size() - dataFrom - 1);
        }
    }

    /** Appends the event's data in Avro, by the schema that {@link #identity()} tells. */
    public void avroData(AvroBuffer out) {
        plan.data().avro(index, dueMicros, avro.into(out));
        if (plan.padding() != null) {
            // How much is filled up goes by the event's size as JSON, in every encoding.
            rendered();
            if (textLength == 0) {
                out.number(NULL_BRANCH);
            } else {
                out.number(TEXT_BRANCH).text(event.unsafeBytes(), textFrom, textLength);
            }
        }
    }

    /** Whether the source's records have headers of their own. */
    public boolean hasHeaders() {
        return !plan.headers().isEmpty();
    }

    /** The headers of the event; one whose field is null is left out. */
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

    private void rendered() {
        if (event.size() == 0) {
            renderEvent();
        }
    }

    private void renderEvent() {
        keyJson.clear();
        var key = plan.key();
        if (key != null && isPlain(keyText)) {
            // Most keys: their text is there already, and is JSON as it stands.
            keyJson.ascii('"').raw(keyText.unsafeBytes(), 0, keyText.size()).ascii('"');
        } else if (key != null) {
            key.json(index, dueMicros, keyJson);
            quoteNumber();
        }
        frame.open(index, timeMicros, keyJson, plan.traceSeed(), event);
        dataFrom = event.size() - 1;
        plan.data().fields(index, dueMicros, event);
        var padding = plan.padding();
        if (padding != null) {
            int before = event.size();
            padding.write(index, event, EventFrameText.CLOSING);
            textFrom = before + padding.opening();
            textLength = Math.max(0, event.size() - 1 - textFrom);
        }
        frame.close(event);
    }

    /** Whether nothing in a text is written otherwise within a JSON string. */
    private static boolean isPlain(JsonBuffer text) {
        var bytes = text.unsafeBytes();
        int size = text.size();
        for (int i = 0; i < size; i++) {
            byte b = bytes[i];
            if (b < ' ' || b == '"' || b == '\\') {
                return false;
            }
        }
        return true;
    }

    /** A CloudEvents attribute is a string, even where the field is a number. */
    private void quoteNumber() {
        if (keyJson.unsafeBytes()[0] != '"') {
            keyJson.clear();
            keyJson.ascii('"').raw(keyText.unsafeBytes(), 0, keyText.size()).ascii('"');
        }
    }
}
