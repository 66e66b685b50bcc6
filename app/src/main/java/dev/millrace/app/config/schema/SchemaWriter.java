package dev.millrace.app.config.schema;

import dev.millrace.app.config.shape.Names;
import dev.millrace.app.config.shape.RecordType;
import dev.millrace.app.config.shape.Setting;
import dev.millrace.app.config.shape.Shape;
import dev.millrace.settings.Doc;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes the schema of a shape. One for each schema; not thread-safe. */
public final class SchemaWriter {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");

    private final Definitions definitions = new Definitions();
    private final LeafSchemas leaves = new LeafSchemas(definitions);

    /** The schema as text: indented, its parts in the order of their names, with a line end after it. */
    public String document(Shape shape) {
        var document = object().put("$schema", DIALECT);
        document.setAll(schema(shape));
        var parts = document.putObject("$defs");
        definitions.all().forEach(parts::set);
        var printer = new DefaultPrettyPrinter().withObjectIndenter(INDENT).withArrayIndenter(INDENT);
        return new ObjectMapper().writer().with(printer).writeValueAsString(document) + "\n";
    }

    private ObjectNode schema(Shape shape) {
        return switch (shape) {
            case Shape.Leaf leaf -> leaves.of(leaf);
            case Shape.ListOf(Shape.Leaf item) -> anyOf(List.of(list(item), leaves.of(item)));
            case Shape.ListOf(var item) -> list(item);
            case Shape.MapOf(var value) -> {
                var map = object().put("type", "object");
                map.set("additionalProperties", schema(value));
                yield map;
            }
            case Shape.Settings(var type) ->
                type.bare() ? oneOf(List.of(record(type, List.of()), bare(type))) : record(type, List.of());
            case Shape.Choice choice -> definitions.reference(choice.type(), () -> choice(choice));
        };
    }

    private ObjectNode list(Shape item) {
        var list = object().put("type", "array");
        list.set("items", schema(item));
        return list;
    }

    /** A record's schema; {@code beside} may stand beside its own settings. */
    private ObjectNode record(RecordType type, List<Setting> beside) {
        return definitions.reference(type.type(), () -> {
            var record = described(type.type(), type.doc()).put("type", "object");
            var properties = record.putObject("properties");
            type.settings().forEach(setting -> properties.set(setting.key(), setting(setting)));
            beside.forEach(setting -> properties.set(setting.key(), setting(setting)));
            var required = type.settings().stream().filter(Setting::required).toList();
            if (!required.isEmpty()) {
                var names = record.putArray("required");
                required.forEach(setting -> names.add(setting.key()));
            }
            return record.put("additionalProperties", false);
        });
    }

    private ObjectNode setting(Setting setting) {
        var shape = setting.shape().get();
        var schema = schema(shape);
        setting.doc().ifPresent(doc -> schema.put("description", doc));
        if (setting.need() instanceof Setting.Need.Otherwise otherwise) {
            schema.set("default", DefaultJson.of(otherwise.node(), shape));
        }
        return schema;
    }

    private ObjectNode choice(Shape.Choice choice) {
        var options = choice.options().stream()
                .map(option -> record(
                        option,
                        choice.beside().filter(option::equals).isPresent() ? List.of() : choice.settingsBeside()))
                .toList();
        var bare = choice.bare().stream().map(this::bare).toList();
        var doc = Optional.ofNullable(choice.type().getAnnotation(Doc.class)).map(Doc::value);
        var schema = described(choice.type(), doc);
        var all = schema.putArray("oneOf");
        options.forEach(all::add);
        if (!bare.isEmpty()) {
            // Two options may take the same bare value, and the first does: as one alternative they are no conflict.
            all.add(bare.size() == 1 ? bare.getFirst() : anyOf(bare));
        }
        return schema;
    }

    private ObjectNode bare(RecordType type) {
        return schema(type.first().shape().get());
    }

    private static ObjectNode described(Class<?> type, Optional<String> doc) {
        var phrase = Names.phrase(type);
        var schema = object().put("title", Character.toUpperCase(phrase.charAt(0)) + phrase.substring(1));
        doc.ifPresent(text -> schema.put("description", text));
        return schema;
    }

    private static ObjectNode anyOf(List<ObjectNode> schemas) {
        return combined("anyOf", schemas);
    }

    private static ObjectNode oneOf(List<ObjectNode> schemas) {
        return combined("oneOf", schemas);
    }

    static ObjectNode combined(String how, List<ObjectNode> schemas) {
        var combined = object();
        var all = combined.putArray(how);
        schemas.forEach(all::add);
        return combined;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
