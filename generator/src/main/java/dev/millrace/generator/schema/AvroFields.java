package dev.millrace.generator.schema;

import dev.millrace.generator.field.CompositeKind;
import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.schema.SchemaKinds.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Fields from an Avro schema, in JSON as the data is written here: bytes are texts, enums their symbols. For one reading.
 *
 * <p>Logical types: dates and times are the event's due time where nothing else is asked for, {@code uuid} is a UUID,
 * {@code decimal} a number of its scale.
 */
final class AvroFields {
    private final Map<String, SchemaNode> named = new LinkedHashMap<>();
    private final FieldBudget budget = new FieldBudget();
    private final Set<String> open = new LinkedHashSet<>();
    private final Set<String> overridden;

    private AvroFields(Set<String> overridden) {
        this.overridden = overridden;
    }

    /** @param overridden paths of fields that are not looked at: others take their places */
    static Map<String, FieldKind> of(SchemaNode schema, Set<String> overridden) throws InvalidSchema {
        var part = new Part("", schema);
        if (!(schema instanceof SchemaNode.Members record) || !isRecord(record)) {
            throw part.refused("must be a record: {\"type\": \"record\", \"name\": …, \"fields\": […]}");
        }
        var kind = new AvroFields(overridden).kind(part);
        if (kind instanceof CompositeKind.Nested(var fields)) {
            return fields;
        }
        throw part.refused("'options' for the whole record make no fields of it; annotate its fields");
    }

    /** Any type: a name, a list of alternatives, or an object. */
    FieldKind kind(Part type) throws InvalidSchema {
        budget.take(type);
        return switch (type.node()) {
            case SchemaNode.Text(var at, var name) -> byName(name, type);
            case SchemaNode.Items(var at, var types) -> union(types, type);
            case SchemaNode.Members members -> defined(members, type);
            case SchemaNode.Figure figure -> throw type.refused("is no type but a number");
            case SchemaNode.Truth truth -> throw type.refused("is no type but a truth value");
            case SchemaNode.Nothing nothing -> throw type.refused("is no type; write \"null\" for the type of null");
        };
    }

    private FieldKind byName(String name, Part type) throws InvalidSchema {
        if (AvroPrimitives.NAMES.contains(name)) {
            return AvroPrimitives.kind(name, type);
        }
        var definition = named.get(simple(name));
        if (definition == null) {
            throw type.refused("there is no type '" + name + "' here; types are "
                    + String.join(", ", AvroPrimitives.NAMES) + ", and those defined before");
        }
        if (open.contains(simple(name))) {
            throw type.refused(
                    "record " + name + " holds itself here, and so would never end; give this field another kind");
        }
        return kind(new Part(type.path(), definition));
    }

    private FieldKind union(List<SchemaNode> types, Part type) throws InvalidSchema {
        if (types.isEmpty()) {
            throw type.refused("a union needs at least one type");
        }
        var kinds = new ArrayList<CompositeKind.Part>();
        int nulls = 0;
        for (int i = 0; i < types.size(); i++) {
            if (types.get(i) instanceof SchemaNode.Text(var at, var name) && name.equals("null")) {
                nulls++;
            } else {
                kinds.add(new CompositeKind.Part(kind(new Part(type.path(), types.get(i))), 1));
            }
        }
        // All branches are alike, null too.
        double share = (double) nulls / types.size();
        return kinds.isEmpty()
                ? new CompositeKind.Fixed("null")
                : SchemaKinds.nullable(kinds.size() == 1 ? kinds.getFirst().of() : new CompositeKind.Mix(kinds), share);
    }

    private FieldKind defined(SchemaNode.Members type, Part part) throws InvalidSchema {
        var kind = type.get("type").orElseThrow(() -> part.refused("needs a 'type'"));
        // {"type": {"type": …}}: what is within is meant.
        return kind instanceof SchemaNode.Text(var at, var name)
                ? named(name, type, part)
                : kind(new Part(part.path(), kind));
    }

    private FieldKind named(String name, SchemaNode.Members type, Part part) throws InvalidSchema {
        remember(type);
        var properties = ArgProperties.of(part);
        var options = properties.get("options");
        if (options.isPresent()) {
            return options(options.get(), name.equals("record"));
        }
        return switch (name) {
            case "record", "error" -> record(type, part);
            case "enum" -> SchemaKinds.oneOf(items(type, "symbols", part), part);
            case "array" -> array(type, part, properties.lengths());
            case "map" -> map(type, part, properties);
            case "fixed" -> AvroPrimitives.fixed(type, part);
            default -> AvroPrimitives.NAMES.contains(name) ? AvroPrimitives.kind(name, part) : byName(name, part);
        };
    }

    private static FieldKind options(Part options, boolean ofRecord) throws InvalidSchema {
        if (!(options.node() instanceof SchemaNode.Items(var at, var values))) {
            throw options.refused("must be a list; options from a file are not read: write them here");
        }
        if (ofRecord && values.size() == 1 && options.path().startsWith("arg.properties")) {
            throw options.refused("is for fields; the whole event cannot be one of some values");
        }
        return SchemaKinds.oneOf(values, options);
    }

    private FieldKind record(SchemaNode.Members type, Part part) throws InvalidSchema {
        var name = type.members().get("name") instanceof SchemaNode.Text(var at, var text) ? simple(text) : "";
        open.add(name);
        var fields = new LinkedHashMap<String, FieldKind>();
        for (var node : items(type, "fields", part)) {
            if (!(node instanceof SchemaNode.Members field)
                    || !(field.members().get("name") instanceof SchemaNode.Text(var place, var fieldName))) {
                throw new Part(part.path(), node).refused("a field is an object with 'name' and 'type'");
            }
            var inner = part.in(fieldName, node);
            var fieldType = field.get("type").orElseThrow(() -> inner.refused("needs a 'type'"));
            boolean replaced = overridden.contains(inner.path());
            fields.put(fieldName, replaced ? SchemaFields.PLACE : kind(new Part(inner.path(), fieldType)));
        }
        open.remove(name);
        if (fields.isEmpty()) {
            throw part.refused("has no fields");
        }
        return new CompositeKind.Nested(fields);
    }

    private FieldKind array(SchemaNode.Members type, Part part, ArgProperties.Lengths lengths) throws InvalidSchema {
        var items = type.get("items").orElseThrow(() -> part.refused("needs 'items'"));
        var kind = kind(part.in("items", items));
        return part.made(() -> new CompositeKind.Array(
                kind,
                new CompositeKind.Length(lengths.least(), lengths.most() == lengths.least() ? null : lengths.most())));
    }

    /** A map as an object whose names are always the same: those the annotation names, or so many made up. */
    private FieldKind map(SchemaNode.Members type, Part part, ArgProperties properties) throws InvalidSchema {
        var values = type.get("values").orElseThrow(() -> part.refused("needs 'values'"));
        long before = budget.used();
        var kind = kind(part.in("values", values));
        var fields = new LinkedHashMap<String, FieldKind>();
        var keys = properties.get("keys");
        if (keys.isPresent() && keys.get().node() instanceof SchemaNode.Members members && members.has("options")) {
            for (var key : items(members, "options", keys.get())) {
                fields.put(key instanceof SchemaNode.Text(var at, var text) ? text : key.json(), kind);
            }
        } else {
            for (int i = 1; i <= Math.max(1, properties.lengths().least()); i++) {
                fields.put("key" + i, kind);
            }
        }
        budget.again(before, Math.max(0, fields.size() - 1), part);
        return part.made(() -> new CompositeKind.Nested(fields));
    }

    private void remember(SchemaNode.Members type) {
        if (type.members().get("name") instanceof SchemaNode.Text(var at, var name)) {
            named.put(simple(name), type);
        }
    }

    private static boolean isRecord(SchemaNode.Members schema) {
        return schema.members().get("type") instanceof SchemaNode.Text(var at, var type) && type.equals("record");
    }

    private static List<SchemaNode> items(SchemaNode.Members members, String name, Part part) throws InvalidSchema {
        if (members.members().get(name) instanceof SchemaNode.Items(var at, var items)) {
            return items;
        }
        throw part.refused("needs '" + name + "', a list");
    }

    /** A name without its namespace: within one schema that is enough. */
    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
