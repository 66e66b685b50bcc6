package dev.millrace.event.record;

import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.avro.AvroHeadline;
import dev.millrace.event.avro.SchemaFailure;
import dev.millrace.event.avro.SchemaLookup;
import dev.millrace.event.avro.WireFormat;
import dev.millrace.event.frame.FrameCursor;
import dev.millrace.event.frame.FrameHome;
import dev.millrace.event.json.HeadlineScanner;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the headlines of the events in a record (source, run, index, time) without reading their data, whatever
 * it is encoded in. Reused from record to record; not thread-safe.
 *
 * <p>What needs a schema is {@linkplain #prepare prepared} before it is opened, so that going through records never
 * waits for a registry. Frames need none.
 */
public final class RecordHeadlines {
    private final SchemaLookup schemas;
    private final HeadlineScanner json = new HeadlineScanner();
    private final FrameCursor cursor = new FrameCursor();
    private final Map<Integer, AvroHeadline> avro = new HashMap<>();
    private final Map<Integer, String> hopeless = new HashMap<>();
    private @Nullable AvroHeadline current;
    private RecordEncoding encoding = RecordEncoding.JSON;
    private boolean left;

    /** @param schemas where the schemas of Avro are found */
    public RecordHeadlines(SchemaLookup schemas) {
        this.schemas = schemas;
    }

    /** Forgets which schemas could not be had: they are asked for again. */
    public void begin() {
        hopeless.clear();
    }

    /**
     * Sees to it that a record can be opened.
     *
     * @throws SchemaFailure if its schema cannot be had now; the same call may work later. Never {@code Unknown}
     */
    public void prepare(byte[] bytes, int offset, int length) throws SchemaFailure {
        if (RecordEncoding.of(bytes, offset, length) != RecordEncoding.AVRO) {
            return;
        }
        int id = schemaId(bytes, offset);
        if (avro.containsKey(id) || hopeless.containsKey(id)) {
            return;
        }
        try {
            avro.put(id, new AvroHeadline(schemas.schema(id)));
        } catch (SchemaFailure.Unknown e) {
            hopeless.put(id, String.valueOf(e.getMessage()));
        } catch (UnreadableEvent e) {
            hopeless.put(id, e.reason());
        }
    }

    /**
     * Opens a record, one that was {@linkplain #prepare prepared}.
     *
     * @throws UnreadableEvent if it is none; there is then nothing to go through
     */
    public void open(byte[] bytes, int offset, int length, String topic, int partition) throws UnreadableEvent {
        left = false;
        encoding = RecordEncoding.of(bytes, offset, length);
        switch (encoding) {
            case JSON -> json.read(bytes, offset, length);
            case AVRO -> {
                current = known(schemaId(bytes, offset));
                current.read(bytes, offset + WireFormat.LENGTH, length - WireFormat.LENGTH);
            }
            case FRAME -> {
                boolean whole = offset == 0 && length == bytes.length;
                cursor.open(
                        whole ? bytes : Arrays.copyOfRange(bytes, offset, offset + length),
                        new FrameHome(topic, partition));
            }
        }
        left = true;
    }

    /** Goes to the next event; false after the last. */
    public boolean next() {
        if (encoding == RecordEncoding.FRAME) {
            return left && cursor.next();
        }
        boolean there = left;
        left = false;
        return there;
    }

    /** The source. The same object for neighbours with the same source, as a rule. */
    public String source() {
        return switch (encoding) {
            case JSON -> json.source();
            case AVRO -> opened().source();
            case FRAME -> cursor.head().source();
        };
    }

    /** The run; null for an event that Millrace did not make or take in. The same object for neighbours, as a rule. */
    public @Nullable String run() {
        return switch (encoding) {
            case JSON -> json.run();
            case AVRO -> opened().run();
            case FRAME -> cursor.head().run();
        };
    }

    /** The index; 0 where there is no run. */
    public long index() {
        return switch (encoding) {
            case JSON -> json.index();
            case AVRO -> opened().index();
            case FRAME -> cursor.head().run() == null ? 0 : cursor.index();
        };
    }

    /** Whether the event says when it was due. */
    public boolean timed() {
        return encoding != RecordEncoding.JSON || json.timed();
    }

    /** When it was due, in microseconds since 1970; 0 if it does not say. */
    public long epochMicros() {
        return switch (encoding) {
            case JSON -> json.epochMicros();
            case AVRO -> opened().epochMicros();
            case FRAME -> cursor.timeMicros();
        };
    }

    private AvroHeadline opened() {
        if (current == null) {
            throw new IllegalStateException("no record has been opened");
        }
        return current;
    }

    private AvroHeadline known(int id) throws UnreadableEvent {
        var headline = avro.get(id);
        if (headline == null) {
            var reason = hopeless.get(id);
            if (reason == null) {
                throw new IllegalStateException("schema " + id + " was not prepared");
            }
            throw new UnreadableEvent(reason);
        }
        return headline;
    }

    private static int schemaId(byte[] bytes, int offset) {
        return ((bytes[offset + 1] & 0xff) << 24)
                | ((bytes[offset + 2] & 0xff) << 16)
                | ((bytes[offset + 3] & 0xff) << 8)
                | (bytes[offset + 4] & 0xff);
    }
}
