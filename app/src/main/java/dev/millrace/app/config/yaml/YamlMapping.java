package dev.millrace.app.config.yaml;

import dev.millrace.app.config.problem.Position;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Values by name, in the order of the file; no name twice.
 *
 * @param flow whether it is written in braces
 */
public record YamlMapping(Position at, Map<String, Entry> entries, boolean flow) implements YamlNode {
    /**
     * A named value.
     *
     * @param key where its name stands
     */
    public record Entry(Position key, YamlNode value) {
        /** Where to point for the value. */
        public Position pointer() {
            return value.pointer(key);
        }
    }

    public YamlMapping {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }
}
