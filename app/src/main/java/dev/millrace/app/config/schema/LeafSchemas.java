package dev.millrace.app.config.schema;

import dev.millrace.app.config.shape.Shape;
import dev.millrace.app.config.shape.TextType;
import dev.millrace.settings.Written;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schemas of values without parts, each of which may be a variable instead.
 *
 * @param definitions takes what is named
 */
record LeafSchemas(Definitions definitions) {
    private static final List<String> NUMBERS = List.of("1", "0.5");

    ObjectNode of(Shape.Leaf leaf) {
        return switch (leaf) {
            case Shape.Text() -> anyScalar();
            case Shape.Truth() -> orVariable(object().put("type", "boolean"));
            case Shape.Whole whole ->
                orVariable(object().put("type", "integer")
                        .put("minimum", whole.least())
                        .put("maximum", whole.most()));
            case Shape.Decimal() -> orVariable(object().put("type", "number"));
            case Shape.Word(var words) -> {
                var schema = object();
                var names = schema.putArray("enum");
                words.keySet().forEach(names::add);
                yield orVariable(schema);
            }
            case Shape.Parsed(var type) -> parsed(type);
        };
    }

    private ObjectNode parsed(TextType type) {
        var written = type.written();
        return written == null ? format(type.type()) : definitions.reference(type.type(), () -> written(written));
    }

    private static ObjectNode written(Written written) {
        var schema = object().put("title", written.as() + " such as " + written.example())
                .put("pattern", "^\\s*(?:" + written.pattern() + ")\\s*$|\\$\\{");
        var types = schema.putArray("type").add("string");
        // A pattern says nothing of what is no string, and what looks like a number is one to a schema.
        if (NUMBERS.stream().anyMatch(number -> number.matches(written.pattern()))) {
            types.add("number");
        }
        schema.putArray("examples").add(written.example());
        return schema;
    }

    /** What a type that does not say how it is written is for sure: a scalar, read as text. */
    private static ObjectNode format(Class<?> type) {
        if (type == Instant.class) {
            return object().put("type", "string").put("format", "date-time");
        }
        return type == URI.class ? anyScalar().put("format", "uri-reference") : anyScalar();
    }

    /** What stands in the file without quotes may look like a number or a truth value: it is text where text is meant. */
    private static ObjectNode anyScalar() {
        var schema = object();
        schema.putArray("type").add("string").add("number").add("boolean");
        return schema;
    }

    private ObjectNode orVariable(ObjectNode schema) {
        return SchemaWriter.combined("anyOf", List.of(schema, definitions.variable()));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
