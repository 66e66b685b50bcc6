package dev.millrace.app.config.write;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Settings as they are about to be written: a tree of values, lists and mappings. Immutable. */
public sealed interface Written {
    /**
     * A value without parts.
     *
     * @param yaml as it stands in YAML, quotes included
     */
    record Scalar(String yaml) implements Written {}

    /** A list. */
    record Items(List<Written> items) implements Written {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** Values by name; the names' order is kept. */
    record Mapping(Map<String, Written> entries) implements Written {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }
    }

    /** Whether it has parts to be written on lines of their own. */
    default boolean hasParts() {
        return switch (this) {
            case Scalar scalar -> false;
            case Items(var items) -> !items.isEmpty();
            case Mapping(var entries) -> !entries.isEmpty();
        };
    }
}
