package dev.millrace.generator.infer;

import dev.millrace.generator.source.SourceDefinition;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A source whose events look like those captured.
 *
 * @param name       what it is called
 * @param definition the source
 * @param notes      what there is to say about its settings, by their paths in it
 * @param report     what became of the lines
 */
public record InferredSource(
        String name, SourceDefinition definition, Map<String, String> notes, CaptureReport report) {
    public InferredSource {
        notes = Collections.unmodifiableMap(new LinkedHashMap<>(notes));
    }
}
