package dev.millrace.app.config.schema;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The named parts of a schema, by name. Not thread-safe. */
final class Definitions {
    private static final String VARIABLE = "variable";

    private final Map<String, ObjectNode> nodes = new TreeMap<>();
    private final Map<Class<?>, String> names = new HashMap<>();

    /** A reference to a type's definition, which is written first if need be; it may refer to itself. */
    ObjectNode reference(Class<?> type, Supplier<ObjectNode> definition) {
        var name = names.get(type);
        if (name == null) {
            name = free(type);
            names.put(type, name);
            // Holds the name while the definition is written.
            nodes.put(name, JsonNodeFactory.instance.objectNode());
            nodes.put(name, definition.get());
        }
        return reference(name);
    }

    /** A reference to what any value that is no mapping and no list may be: a variable. */
    ObjectNode variable() {
        nodes.computeIfAbsent(
                VARIABLE,
                name -> JsonNodeFactory.instance
                        .objectNode()
                        .put("description", "A value from the environment: ${NAME}, or ${NAME:default}.")
                        .put("type", "string")
                        .put("pattern", "\\$\\{"));
        return reference(VARIABLE);
    }

    /** All of them, in the order of their names. */
    Map<String, ObjectNode> all() {
        return nodes;
    }

    private static ObjectNode reference(String name) {
        return JsonNodeFactory.instance.objectNode().put("$ref", "#/$defs/" + name);
    }

    /** The type's own name; with those of the types around it where another type has taken that. */
    private String free(Class<?> type) {
        var name = type.getSimpleName();
        for (var outer = type.getEnclosingClass(); outer != null && taken(name); outer = outer.getEnclosingClass()) {
            name = outer.getSimpleName() + "." + name;
        }
        return taken(name) ? type.getName() : name;
    }

    private boolean taken(String name) {
        return nodes.containsKey(name);
    }
}
