package dev.millrace.event.frame;

import dev.millrace.event.TraceContext;
import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.avro.AvroInput;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a frame's events, one after the other, without making an object for any. Reused from frame to frame;
 * not thread-safe.
 *
 * <p>{@link #open} reads and checks the frame as a whole; going through it then cannot fail. What the accessors tell is of the
 * event that {@link #next()} came to last, and means nothing before the first.
 */
public final class FrameCursor {
    private final FrameLayout layout = new FrameLayout();
    private final AvroInput trace = new AvroInput("a trace context");
    private byte[] bytes = {};
    private int place = -1;
    private long index;
    private long timeMicros;

    /**
     * Opens the frame that a record holds.
     *
     * @param value the whole of the record's value; must not change while the cursor is in it
     * @param home  where the record was found
     * @throws UnreadableEvent if it is no frame, is damaged, or was written to another place
     */
    public void open(byte[] value, FrameHome home) throws UnreadableEvent {
        open(value, home.topic());
        if (layout.partition != home.partition()) {
            layout.count = 0;
            throw new UnreadableEvent("a frame that strayed: it was written to partition " + layout.partition
                    + " and found in partition " + home.partition() + " of " + home.topic());
        }
    }

    /** As {@link #open(byte[], FrameHome)}, where the partition is not known. */
    public void open(byte[] value, String topic) throws UnreadableEvent {
        open(value);
        if (layout.topicMark != FrameHome.mark(topic)) {
            layout.count = 0;
            throw new UnreadableEvent(
                    "a frame that strayed: it was written to another topic than " + topic + ", where it was found");
        }
    }

    /** As {@link #open(byte[], FrameHome)}, wherever it was found. */
    public void open(byte[] value) throws UnreadableEvent {
        bytes = value;
        place = -1;
        layout.read(value);
    }

    /** What the events have in common. */
    public FrameHead head() {
        return layout.head();
    }

    /** How many events there are. */
    public int count() {
        return layout.count;
    }

    /** The partition the frame was written to. */
    public int partition() {
        return layout.partition;
    }

    /** The earliest time of an event, microseconds since 1970. */
    public long leastMicros() {
        return layout.leastMicros;
    }

    /** The latest time of an event, microseconds since 1970. */
    public long greatestMicros() {
        return layout.greatestMicros;
    }

    /** Goes to the next event; false, and no further, after the last. */
    public boolean next() {
        int to = place + 1;
        if (to >= layout.count) {
            return false;
        }
        if (to == 0) {
            index = layout.firstIndex;
            timeMicros = layout.firstMicros;
        } else {
            index += layout.indexSteps.at(to - 1);
            timeMicros += layout.timeSteps.at(to - 1);
        }
        layout.keys.next(to);
        layout.ids.next(to);
        layout.correlations.next(to);
        layout.traces.next(to);
        layout.extensions.next(to);
        layout.bodies.next(to);
        place = to;
        return true;
    }

    /** The event's place in the frame, from 0. */
    public int place() {
        return place;
    }

    /** The event's index in its source; of no meaning where the frame has no run. */
    public long index() {
        return index;
    }

    /** When the event was due, microseconds since 1970. */
    public long timeMicros() {
        return timeMicros;
    }

    /** The frame's bytes, in which key and body lie; must not be changed. */
    public byte[] unsafeBytes() {
        return bytes;
    }

    /** Where the key begins. */
    public int keyOffset() {
        return layout.keys.offset();
    }

    /** How many bytes the key has; -1 for an event without a key. */
    public int keyLength() {
        return layout.keys.length();
    }

    /** Where the body begins. */
    public int bodyOffset() {
        return layout.bodies.offset();
    }

    /** How many bytes the body has. */
    public int bodyLength() {
        return layout.bodies.length();
    }

    /** The event's key as text; null if it has none. */
    public @Nullable String key() {
        return text(layout.keys);
    }

    /** The event's id: its own, or the one that follows from run, source and index. */
    public String id() {
        var own = text(layout.ids);
        var head = layout.head();
        return own != null ? own : head.run() + '.' + head.source() + '.' + index;
    }

    /** The event's correlation id: its own, or its id. */
    public String correlationId() {
        var own = text(layout.correlations);
        return own != null ? own : id();
    }

    /**
     * The event's trace context: its own, or the one that follows from its index; null if it is not traced.
     *
     * @throws UnreadableEvent if what stands there is none
     */
    public @Nullable TraceContext trace() throws UnreadableEvent {
        var view = layout.traces;
        if (!view.exists()) {
            var derivation = layout.head().traces();
            return derivation == null ? null : derivation.at(index);
        }
        trace.open(bytes, view.offset(), view.length());
        if (view.length() != FrameFormat.TRACE_BYTES) {
            throw trace.unreadable("it takes " + view.length() + " bytes, not " + FrameFormat.TRACE_BYTES);
        }
        long high = Long.reverseBytes(trace.littleEndian(Long.BYTES));
        long low = Long.reverseBytes(trace.littleEndian(Long.BYTES));
        long span = Long.reverseBytes(trace.littleEndian(Long.BYTES));
        if ((high | low) == 0 || span == 0) {
            throw trace.unreadable("an id is zero");
        }
        return new TraceContext(high, low, span, (trace.littleEndian(1) & 1) == 1);
    }

    BlobView ids() {
        return layout.ids;
    }

    BlobView correlations() {
        return layout.correlations;
    }

    BlobView extensions() {
        return layout.extensions;
    }

    private @Nullable String text(BlobView view) {
        return view.exists() ? new String(bytes, view.offset(), view.length(), StandardCharsets.UTF_8) : null;
    }
}
