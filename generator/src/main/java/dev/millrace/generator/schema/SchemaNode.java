package dev.millrace.generator.schema;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;

/** A part of a schema's JSON, with where it stands in the file. Immutable. */
sealed interface SchemaNode {
    /** A place in the file; 0 for the file as a whole. */
    record At(int line, int column) {
        static final At WHOLE_FILE = new At(0, 0);
    }

    /** Where it stands. */
    At at();

    /** Names with values. */
    record Members(At at, Map<String, SchemaNode> members) implements SchemaNode {
        public Members {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        Optional<SchemaNode> get(String name) {
            return Optional.ofNullable(members.get(name));
        }

        /** The value of a name, or all of this where there is none: something to point at. */
        SchemaNode at(String name) {
            return get(name).orElse(this);
        }

        boolean has(String name) {
            return members.containsKey(name);
        }
    }

    /** A list. */
    record Items(At at, List<SchemaNode> items) implements SchemaNode {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** A text. */
    record Text(At at, String text) implements SchemaNode {}

    /** A number. */
    record Figure(At at, BigDecimal number) implements SchemaNode {}

    /** True or false. */
    record Truth(At at, boolean truth) implements SchemaNode {}

    /** Null. */
    record Nothing(At at) implements SchemaNode {}

    /** The value as JSON text. */
    default String json() {
        return switch (this) {
            case Members(var at, var members) ->
                members.entrySet().stream()
                        .map(member -> quoted(member.getKey()) + ":"
                                + member.getValue().json())
                        .collect(Collectors.joining(",", "{", "}"));
            case Items(var at, var items) ->
                items.stream().map(SchemaNode::json).collect(Collectors.joining(",", "[", "]"));
            case Text(var at, var text) -> quoted(text);
            case Figure(var at, var number) -> number.toPlainString();
            case Truth(var at, var truth) -> Boolean.toString(truth);
            case Nothing(var at) -> "null";
        };
    }

    /** What it is, in a message. */
    default String described() {
        return switch (this) {
            case Members members -> "an object";
            case Items items -> "a list";
            case Text(var at, var text) -> "'" + text + "'";
            case Figure(var at, var number) -> number.toString();
            case Truth(var at, var truth) -> Boolean.toString(truth);
            case Nothing nothing -> "null";
        };
    }

    private static String quoted(String text) {
        return JsonNodeFactory.instance.stringNode(text).toString();
    }
}
