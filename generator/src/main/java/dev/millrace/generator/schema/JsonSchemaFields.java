package dev.millrace.generator.schema;

import dev.millrace.generator.field.CompositeKind;
import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.schema.SchemaKinds.Part;
import dev.millrace.settings.Share;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Fields from a JSON Schema, draft 2020-12. What is not required is null in a share of the events, which says that it
 * may be missing; where null is no type of its, validators of the strict kind will mind. For one reading.
 */
final class JsonSchemaFields {
    /** How often a property that is not required is null. */
    static final double OPTIONAL_NULLS = 0.2;

    private static final int MOST_BRANCHES = 32;
    private static final int LONGEST_LIST = 1_000;

    private final SchemaNode root;
    private final FieldBudget budget = new FieldBudget();
    private final Set<String> open = new LinkedHashSet<>();
    private final Set<String> overridden;

    private JsonSchemaFields(SchemaNode root, Set<String> overridden) {
        this.root = root;
        this.overridden = overridden;
    }

    /** @param overridden paths of fields that are not looked at: others take their places */
    static Map<String, FieldKind> of(SchemaNode schema, Set<String> overridden) throws InvalidSchema {
        var part = new Part("", schema);
        if (new JsonSchemaFields(schema, overridden).kind(part) instanceof CompositeKind.Nested(var fields)) {
            return fields;
        }
        throw part.refused("must describe an object with 'properties'");
    }

    private FieldKind kind(Part schema) throws InvalidSchema {
        budget.take(schema);
        if (!(schema.node() instanceof SchemaNode.Members members)) {
            if (schema.node() instanceof SchemaNode.Truth(var at, boolean any) && any) {
                return new CompositeKind.Fixed("null");
            }
            throw schema.refused(
                    "must be a schema, an object; was " + schema.node().described());
        }
        if (members.members().get("$ref") instanceof SchemaNode.Text(var at, var reference)) {
            return referred(reference, schema);
        }
        for (var unsupported : List.of("allOf", "if", "not", "dependentSchemas", "patternProperties", "$dynamicRef")) {
            if (members.has(unsupported)) {
                throw schema.in(unsupported, members.at(unsupported))
                        .refused("'" + unsupported + "' is not understood; override the field, or leave it out");
            }
        }
        var constant = members.get("const");
        if (constant.isPresent()) {
            return SchemaKinds.constant(constant.get());
        }
        if (members.has("enum")) {
            return SchemaKinds.oneOf(list(members, "enum", schema), schema.in("enum", members.at("enum")));
        }
        for (var choice : List.of("oneOf", "anyOf")) {
            if (members.has(choice)) {
                return branches(list(members, choice, schema), schema.in(choice, members.at(choice)));
            }
        }
        return typed(types(members, schema), members, schema);
    }

    private FieldKind typed(List<String> types, SchemaNode.Members members, Part schema) throws InvalidSchema {
        var kinds = new ArrayList<CompositeKind.Part>();
        for (var type : types) {
            if (!type.equals("null")) {
                kinds.add(new CompositeKind.Part(ofType(type, members, schema), 1));
            }
        }
        if (kinds.isEmpty()) {
            return new CompositeKind.Fixed("null");
        }
        var kind = kinds.size() == 1 ? kinds.getFirst().of() : new CompositeKind.Mix(kinds);
        return types.contains("null") ? SchemaKinds.nullable(kind, OPTIONAL_NULLS) : kind;
    }

    private FieldKind ofType(String type, SchemaNode.Members members, Part schema) throws InvalidSchema {
        return switch (type) {
            case "object" -> object(members, schema);
            case "array" -> array(members, schema);
            case "string" -> JsonSchemaTexts.kind(members, schema);
            case "integer", "number" -> JsonSchemaNumbers.kind(type, members, schema);
            case "boolean" -> new FieldKind.Flag(new Share(0.5));
            default ->
                throw schema.refused("there is no type '" + type
                        + "'; types are object, array, string, integer, number, boolean and null");
        };
    }

    /** The types asked for, or the one that the other words speak of. */
    private static List<String> types(SchemaNode.Members members, Part schema) throws InvalidSchema {
        var type = members.get("type");
        if (type.isPresent()) {
            return switch (type.get()) {
                case SchemaNode.Text(var at, var name) -> List.of(name);
                case SchemaNode.Items(var at, var names)
                when !names.isEmpty() && names.stream().allMatch(SchemaNode.Text.class::isInstance) ->
                    names.stream().map(name -> ((SchemaNode.Text) name).text()).toList();
                default -> throw schema.in("type", type.get()).refused("must be a type's name, or a list of them");
            };
        }
        if (members.has("properties")) {
            return List.of("object");
        }
        if (members.has("items") || members.has("prefixItems")) {
            return List.of("array");
        }
        if (members.has("pattern") || members.has("format") || members.has("minLength") || members.has("maxLength")) {
            return List.of("string");
        }
        if (members.has("minimum") || members.has("maximum") || members.has("multipleOf")) {
            return List.of("number");
        }
        throw schema.refused("says neither 'type' nor what the values are; override the field, or give it a type");
    }

    private FieldKind object(SchemaNode.Members members, Part schema) throws InvalidSchema {
        if (!(members.members().get("properties") instanceof SchemaNode.Members(var at, var properties))
                || properties.isEmpty()) {
            return new CompositeKind.Fixed("{}");
        }
        var required = members.has("required")
                ? list(members, "required", schema).stream()
                        .map(name -> name instanceof SchemaNode.Text(var place, var text) ? text : "")
                        .collect(Collectors.toSet())
                : Set.<String>of();
        var fields = new LinkedHashMap<String, FieldKind>();
        for (var property : properties.entrySet()) {
            var inner = schema.in(property.getKey(), property.getValue());
            var kind = overridden.contains(inner.path()) ? SchemaFields.PLACE : kind(inner);
            boolean there = required.contains(property.getKey()) || kind instanceof CompositeKind.Sometimes;
            fields.put(property.getKey(), there ? kind : SchemaKinds.nullable(kind, OPTIONAL_NULLS));
        }
        return new CompositeKind.Nested(fields);
    }

    private FieldKind array(SchemaNode.Members members, Part schema) throws InvalidSchema {
        var items = members.get("items");
        int least = JsonSchemaNumbers.least(members, "minItems", schema, LONGEST_LIST)
                .orElse(0);
        int most = JsonSchemaNumbers.count(members, "maxItems", schema, LONGEST_LIST)
                .orElse(Math.min(LONGEST_LIST, least + 5));
        if (items.isEmpty() || most == 0) {
            return new CompositeKind.Fixed("[]");
        }
        var kind = kind(schema.in("items", items.get()));
        return schema.made(
                () -> new CompositeKind.Array(kind, new CompositeKind.Length(least, most == least ? null : most)));
    }

    private FieldKind branches(List<SchemaNode> branches, Part part) throws InvalidSchema {
        if (branches.isEmpty() || branches.size() > MOST_BRANCHES) {
            throw part.refused("must have from 1 to " + MOST_BRANCHES + " branches, had " + branches.size());
        }
        var kinds = new ArrayList<CompositeKind.Part>();
        int nulls = 0;
        for (int i = 0; i < branches.size(); i++) {
            var kind = kind(part.in("[" + i + "]", branches.get(i)));
            if (kind instanceof CompositeKind.Fixed(var json) && json.equals("null")) {
                nulls++;
            } else {
                kinds.add(new CompositeKind.Part(kind, 1));
            }
        }
        if (kinds.isEmpty()) {
            return new CompositeKind.Fixed("null");
        }
        var kind = kinds.size() == 1 ? kinds.getFirst().of() : new CompositeKind.Mix(kinds);
        return SchemaKinds.nullable(kind, (double) nulls / branches.size());
    }

    private FieldKind referred(String reference, Part schema) throws InvalidSchema {
        if (!reference.startsWith("#")) {
            throw schema.refused("'$ref' leads to another file, " + reference + "; put what it means under '$defs'");
        }
        var target = Optional.of(root);
        for (var step : reference.substring(1).split("/", -1)) {
            if (!step.isEmpty()) {
                var name = step.replace("~1", "/").replace("~0", "~");
                target = target.flatMap(
                        node -> node instanceof SchemaNode.Members members ? members.get(name) : Optional.empty());
            }
        }
        var found = target.orElseThrow(() -> schema.refused("'$ref' leads nowhere: there is no " + reference));
        if (!open.add(reference)) {
            throw schema.refused(reference + " holds itself, and so would never end; override the field");
        }
        var kind = kind(new Part(schema.path(), found));
        open.remove(reference);
        return kind;
    }

    private static List<SchemaNode> list(SchemaNode.Members members, String name, Part schema) throws InvalidSchema {
        if (members.members().get(name) instanceof SchemaNode.Items(var at, var items)) {
            return items;
        }
        throw schema.in(name, members.at(name)).refused("must be a list");
    }
}
