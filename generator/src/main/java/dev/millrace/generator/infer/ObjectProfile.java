package dev.millrace.generator.infer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What is kept of objects: of each field, in the order they first came. Not thread-safe. */
final class ObjectProfile {
    private final String path;
    private final int depth;
    private final ProfileBudget budget;
    private final Map<String, ValueProfile> fields = new LinkedHashMap<>();
    private long objects;

    /** @param path where the objects stand, for messages; empty for the event's data itself */
    ObjectProfile(String path, int depth, ProfileBudget budget) {
        this.path = path;
        this.depth = depth;
        this.budget = budget;
    }

    void add(JsonNode object, long eventMicros) {
        objects++;
        object.propertyStream().forEach(property -> {
            var name = property.getKey();
            var profile = fields.get(name);
            if (profile == null) {
                var inner = path.isEmpty() ? name : path + "." + name;
                if (!budget.admit(inner, depth)) {
                    return;
                }
                profile = new ValueProfile(inner, depth, budget);
                fields.put(name, profile);
            }
            profile.add(property.getValue(), eventMicros);
        });
    }

    /** How many objects there were. */
    long objects() {
        return objects;
    }

    Map<String, ValueProfile> fields() {
        return Collections.unmodifiableMap(fields);
    }
}
