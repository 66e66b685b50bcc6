package dev.millrace.generator.render;

import dev.millrace.generator.field.FieldWriter;
import dev.millrace.generator.field.ObjectWriter;
import dev.millrace.generator.payload.Padding;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the events of a source are put together from.
 *
 * @param data     the fields
 * @param key      writes the record key; null where there is none
 * @param headers  the headers by name
 * @param padding  fills events up; null where none is asked for
 * @param identity what the events have in common
 * @param routes   where they go
 */
record RenderPlan(
        ObjectWriter data,
        @Nullable FieldWriter key,
        Map<String, FieldWriter> headers,
        @Nullable Padding padding,
        EventIdentity identity,
        Routes routes) {
    /** The seed of trace ids. */
    long traceSeed() {
        return identity.traces().seed();
    }
}
