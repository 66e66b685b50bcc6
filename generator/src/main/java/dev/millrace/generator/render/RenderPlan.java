package dev.millrace.generator.render;

import dev.millrace.generator.field.FieldWriter;
import dev.millrace.generator.field.ObjectWriter;
import dev.millrace.generator.payload.Padding;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the events of a source are put together from.
 *
 * @param data      the fields
 * @param key       writes the record key; null where there is none
 * @param headers   the headers by name
 * @param padding   fills events up; null where none is asked for
 * @param traceSeed the seed of trace ids
 */
record RenderPlan(
        ObjectWriter data,
        @Nullable FieldWriter key,
        Map<String, FieldWriter> headers,
        @Nullable Padding padding,
        long traceSeed) {}
