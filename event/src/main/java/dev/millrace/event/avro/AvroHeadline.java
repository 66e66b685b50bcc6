package dev.millrace.event.avro;

import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.json.HeadlineScanner;
import dev.millrace.event.json.JsonBuffer;
import dev.millrace.event.json.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Reads source, run, index and time of whole events of one Avro schema. Not thread-safe.
 *
 * <p>An event as {@link EventSchemas#event} lays it out is read no further than its index; of any other layout all is
 * read, by way of JSON.
 */
public final class AvroHeadline {
    private static final List<String> OURS = List.of(
            EventSchemas.ID,
            EventSchemas.SOURCE,
            EventSchemas.TYPE,
            EventSchemas.TIME,
            EventSchemas.RUN,
            EventSchemas.INDEX);

    private final AvroInput input = new AvroInput();
    private final @Nullable AvroCloudEvents general;
    private final HeadlineScanner scanner = new HeadlineScanner();
    private final JsonBuffer json = new JsonBuffer();
    private final Name sources = new Name();
    private final Name runs = new Name();
    private String source = "";
    private @Nullable String run;
    private long index;
    private boolean timed;
    private long epochMicros;

    /** @throws UnreadableEvent if the schema is not one of whole events */
    public AvroHeadline(AvroSchema schema) throws UnreadableEvent {
        this.general = isOurs(schema.parsed()) ? null : new AvroCloudEvents(schema);
    }

    /** Reads the event in {@code length} bytes at {@code offset}, behind the wire format's five bytes. */
    public void read(byte[] avro, int offset, int length) throws UnreadableEvent {
        if (general != null) {
            json.clear();
            general.write(avro, offset, length, json);
            scanner.read(json.unsafeBytes(), 0, json.size());
            source = scanner.source();
            run = scanner.run();
            index = scanner.index();
            timed = scanner.timed();
            epochMicros = scanner.epochMicros();
            return;
        }
        input.open(avro, offset, length);
        input.skip(input.length());
        source = sources.read(input);
        input.skip(input.length());
        timed = true;
        epochMicros = input.number();
        run = input.count(1, "a union's branch") == 0 ? null : runs.read(input);
        index = input.count(1, "a union's branch") == 0 ? 0 : input.number();
        if (index < 0) {
            throw input.unreadable("the index is " + index);
        }
    }

    /** The source; the same object for neighbours with the same source. */
    public String source() {
        return source;
    }

    /** The run; null for an event that Millrace did not make or take in. */
    public @Nullable String run() {
        return run;
    }

    /** The index; 0 where there is no run. */
    public long index() {
        return index;
    }

    /** Whether the event says when it was due. */
    public boolean timed() {
        return timed;
    }

    /** When it was due, microseconds since 1970. */
    public long epochMicros() {
        return epochMicros;
    }

    private static boolean isOurs(Schema schema) {
        if (schema.getType() != Schema.Type.RECORD
                || schema.getFields().size() < OURS.size()
                || schema.getField(EventSchemas.DATA) == null) {
            return false;
        }
        var types = List.of(
                Schema.create(Schema.Type.STRING),
                Schema.create(Schema.Type.STRING),
                Schema.create(Schema.Type.STRING),
                ShapeSchemas.timestamp(),
                Schema.createUnion(Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.STRING)),
                Schema.createUnion(Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.LONG)));
        for (int i = 0; i < OURS.size(); i++) {
            var field = schema.getFields().get(i);
            if (!field.name().equals(OURS.get(i)) || !field.schema().equals(types.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** A text that is nearly always the same as the time before. */
    private static final class Name {
        private byte[] bytes = {};
        private String text = "";

        String read(AvroInput in) throws UnreadableEvent {
            int length = in.length();
            int from = in.position();
            in.skip(length);
            if (!Arrays.equals(in.unsafeBytes(), from, from + length, bytes, 0, bytes.length)) {
                if (Utf8.firstInvalid(in.unsafeBytes(), from, length) >= 0) {
                    throw in.unreadable("a text is not UTF-8");
                }
                bytes = Arrays.copyOfRange(in.unsafeBytes(), from, from + length);
                text = new String(bytes, StandardCharsets.UTF_8);
            }
            return text;
        }
    }
}
