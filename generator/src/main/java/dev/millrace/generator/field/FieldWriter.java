package dev.millrace.generator.field;

import dev.millrace.event.json.JsonBuffer;

/**
 * Writes one field of event {@code index}. What it writes depends on the index and the due time alone.
 * Thread-safe unless it says otherwise; a renderer belongs to one thread, and so may its writers.
 */
public interface FieldWriter {
    /**
     * Appends the field's value as JSON.
     *
     * @param index     the event's index in its source
     * @param dueMicros when it is due, microseconds since 1970
     */
    void json(long index, long dueMicros, JsonBuffer out);

    /** Appends the value as plain UTF-8 text, without quotes or escapes: what a record key is made of. */
    void text(long index, long dueMicros, JsonBuffer out);
}
