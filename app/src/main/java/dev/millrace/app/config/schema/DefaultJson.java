package dev.millrace.app.config.schema;

import dev.millrace.app.config.shape.Shape;
import dev.millrace.app.config.yaml.YamlBroken;
import dev.millrace.app.config.yaml.YamlList;
import dev.millrace.app.config.yaml.YamlMapping;
import dev.millrace.app.config.yaml.YamlNode;
import dev.millrace.app.config.yaml.YamlScalar;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A default as JSON. */
final class DefaultJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private DefaultJson() {}

    /** The value of a node that is to be of a shape: text stays text, whatever it looks like. */
    static JsonNode of(YamlNode node, Shape shape) {
        return shape instanceof Shape.Text && node instanceof YamlScalar scalar
                ? JSON.stringNode(scalar.text())
                : of(node);
    }

    private static JsonNode of(YamlNode node) {
        return switch (node) {
            case YamlScalar scalar -> scalar(scalar);
            case YamlList list -> {
                var array = JSON.arrayNode();
                list.items().forEach(item -> array.add(of(item)));
                yield array;
            }
            case YamlMapping mapping -> {
                var object = JSON.objectNode();
                mapping.entries().forEach((key, entry) -> object.set(key, of(entry.value())));
                yield object;
            }
            case YamlBroken broken -> throw new IllegalArgumentException("a default cannot be read");
        };
    }

    private static JsonNode scalar(YamlScalar scalar) {
        return switch (scalar.kind()) {
            case NOTHING -> JSON.nullNode();
            case TRUTH -> JSON.booleanNode(Boolean.parseBoolean(scalar.text()));
            case WHOLE, DECIMAL -> JSON.numberNode(scalar.number().orElseThrow());
            case TEXT -> JSON.stringNode(scalar.text());
        };
    }
}
