package dev.millrace.generator.field;

import dev.millrace.event.json.JsonBuffer;

/** A writer of texts that need no escapes, so that the JSON form is the plain one in quotes. */
@FunctionalInterface
interface SafeTextWriter extends TextShaped {
    @Override
    default void json(long index, long dueMicros, JsonBuffer out) {
        out.ascii('"');
        text(index, dueMicros, out);
        out.ascii('"');
    }
}
