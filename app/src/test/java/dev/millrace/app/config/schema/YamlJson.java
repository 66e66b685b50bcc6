package dev.millrace.app.config.schema;

import dev.millrace.app.config.problem.InvalidFile;
import dev.millrace.app.config.problem.Problems;
import dev.millrace.app.config.yaml.Variables;
import dev.millrace.app.config.yaml.YamlBroken;
import dev.millrace.app.config.yaml.YamlList;
import dev.millrace.app.config.yaml.YamlMapping;
import dev.millrace.app.config.yaml.YamlNode;
import dev.millrace.app.config.yaml.YamlScalar;
import dev.millrace.app.config.yaml.YamlText;
import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A YAML file as the JSON that an editor holds against a schema: variables are text to it. */
final class YamlJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final BigDecimal VAST = BigDecimal.TEN.pow(400);

    private YamlJson() {}

    static JsonNode of(String text) throws InvalidFile {
        var problems = new Problems("file");
        var node = YamlText.read(text, Variables.untouched(), problems);
        problems.throwIfAny();
        return json(node);
    }

    private static JsonNode json(YamlNode node) {
        return switch (node) {
            case YamlScalar scalar ->
                switch (scalar.kind()) {
                    case NOTHING -> JSON.nullNode();
                    case TRUTH -> JSON.booleanNode(Boolean.parseBoolean(scalar.text()));
                    case WHOLE -> JSON.numberNode(scalar.number().orElse(VAST).toBigIntegerExact());
                    case DECIMAL -> JSON.numberNode(scalar.number().orElse(VAST));
                    case TEXT -> JSON.stringNode(scalar.text());
                };
            case YamlList list -> {
                var array = JSON.arrayNode();
                list.items().forEach(item -> array.add(json(item)));
                yield array;
            }
            case YamlMapping mapping -> {
                var object = JSON.objectNode();
                mapping.entries().forEach((key, entry) -> object.set(key, json(entry.value())));
                yield object;
            }
            case YamlBroken broken -> throw new AssertionError("reported, and so thrown before");
        };
    }
}
