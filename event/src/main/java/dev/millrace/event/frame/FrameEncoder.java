package dev.millrace.event.frame;

import dev.millrace.event.TraceContext;
import dev.millrace.event.avro.AvroBuffer;
import java.util.Map;

/**
 * Puts events of one source into frames for one partition. Not thread-safe; made once and used for frame after
 * frame.
 *
 * <p>The hot path of generation: an event's body is written straight into {@link #body()}, its key is copied, four
 * numbers are kept; nothing is allocated for an event. {@link #finish()} allocates the record's value and nothing
 * else. Ids, correlation ids and traces cost nothing where they follow from the index, nor do indices that run on.
 *
 * <pre>{@code
 * writer.write(index, encoder.body());
 * encoder.append(index, dueMicros, key, 0, keyLength);
 * if (encoder.size() >= limit) {
 *     send(encoder.finish());
 * }
 * }</pre>
 */
public final class FrameEncoder {
    private final boolean origin;
    private final NumberColumn indices = new NumberColumn();
    private final NumberColumn times = new NumberColumn();
    private final BlobColumn keys = new BlobColumn(4 << 10);
    private final BlobColumn bodies = new BlobColumn(64 << 10);
    private final FrameDetails details = new FrameDetails();
    private final FrameAssembly assembly;
    private int count;

    public FrameEncoder(FrameHead head, FrameHome home) {
        this.origin = head.run() != null;
        this.assembly = new FrameAssembly(head, home);
    }

    /** Where the next event's body is written, before it is appended. What is written earlier must be left alone. */
    public AvroBuffer body() {
        return bodies.content();
    }

    /** Gives the next event an id of its own. Without one it is {@code <run>.<source>.<index>}. */
    public void id(CharSequence id) {
        details.id(count, id);
    }

    /** Gives the next event a correlation id of its own. Without one it is the event's id. */
    public void correlationId(CharSequence correlationId) {
        details.correlationId(count, correlationId);
    }

    /** Gives the next event a trace context of its own, in place of one that follows from its index. */
    public void trace(TraceContext trace) {
        details.trace(count, trace);
    }

    /** Gives the next event further CloudEvents attributes. */
    public void extensions(Map<String, String> extensions) {
        details.extensions(count, extensions);
    }

    /**
     * Ends an event: what was written to {@link #body()} since the last one is its body.
     *
     * @param index      its place in the source; of no meaning where the frame has no run
     * @param timeMicros when it was due, microseconds since 1970, in the years 1 to 9999
     * @param key        holds the key in UTF-8
     */
    public void append(long index, long timeMicros, byte[] key, int keyOffset, int keyLength) {
        keys.content().raw(key, keyOffset, keyLength);
        keys.close(count);
        append(index, timeMicros);
    }

    /** As {@link #append(long, long, byte[], int, int)}, for an event without a key. */
    public void append(long index, long timeMicros) {
        if (timeMicros < FrameFormat.FIRST_MICROS || timeMicros > FrameFormat.LAST_MICROS) {
            discard();
            throw new IllegalArgumentException(
                    "an event's time must lie in the years 1 to 9999, was " + timeMicros + " µs");
        }
        if (origin) {
            if (index < 0) {
                discard();
                throw new IllegalArgumentException("an event's index must not be negative, was " + index);
            }
            indices.add(index);
        } else if (!details.hasId(count)) {
            discard();
            throw new IllegalArgumentException("an event without a run needs an id of its own");
        }
        times.add(timeMicros);
        bodies.close(count);
        count++;
    }

    /** Forgets what was written for an event that has not been appended. */
    public void discard() {
        keys.cut(count);
        bodies.cut(count);
        details.cut(count);
    }

    /** How many events there are. */
    public int count() {
        return count;
    }

    /** About how many bytes the frame will take: never less than its bodies, seldom much more than it turns out. */
    public int size() {
        return assembly.overhead() + bodies.content().size() + keys.content().size() + details.size() + 6 * count;
    }

    /**
     * The frame: a record's value. The encoder is empty then, and begins the next.
     *
     * @throws IllegalStateException if there is no event
     */
    public byte[] finish() {
        if (count == 0) {
            throw new IllegalStateException("a frame without events is none");
        }
        var frame = assembly.assemble(count, indices, times, keys, bodies, details);
        clear();
        return frame;
    }

    /** Forgets all events. */
    public void clear() {
        indices.clear();
        times.clear();
        keys.clear();
        bodies.clear();
        details.clear();
        count = 0;
    }
}
