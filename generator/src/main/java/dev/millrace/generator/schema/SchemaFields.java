package dev.millrace.generator.schema;

import dev.millrace.generator.field.CompositeKind;
import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.source.SchemaInput;
import dev.millrace.settings.InvalidSetting;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fields a schema comes to. */
public final class SchemaFields {
    /** Stands where a field is overridden. */
    static final FieldKind PLACE = new CompositeKind.Fixed("null");

    private SchemaFields() {}

    /**
     * Reads a schema.
     *
     * @param overrides fields in the place of some of the schema's, named by their paths, such as {@code address.city}
     * @throws InvalidSchema  if no fields can be made of it
     * @throws InvalidSetting if the schema has no field that is overridden; its path is the override's
     */
    public static Map<String, FieldKind> of(SchemaInput schema, Map<String, FieldKind> overrides) throws InvalidSchema {
        var json = SchemaJson.read(schema.path());
        var result = switch (schema) {
            case SchemaInput.Avro avro -> AvroFields.of(json, overrides.keySet());
            case SchemaInput.Json other -> JsonSchemaFields.of(json, overrides.keySet());
        };
        for (var override : overrides.entrySet()) {
            result = with(result, override.getKey(), override.getKey(), override.getValue());
        }
        return result;
    }

    private static Map<String, FieldKind> with(
            Map<String, FieldKind> fields, String path, String whole, FieldKind kind) {
        var result = new LinkedHashMap<>(fields);
        if (result.containsKey(path)) {
            result.put(path, kind);
            return result;
        }
        int dot = path.indexOf('.');
        var inner = dot < 0 ? null : result.get(path.substring(0, dot));
        var replaced = switch (inner) {
            case CompositeKind.Nested(var members) ->
                new CompositeKind.Nested(with(members, path.substring(dot + 1), whole, kind));
            case CompositeKind.Sometimes(CompositeKind.Nested(var members), var nulls) ->
                new CompositeKind.Sometimes(
                        new CompositeKind.Nested(with(members, path.substring(dot + 1), whole, kind)), nulls);
            case null, default ->
                throw new InvalidSetting(
                        whole, "the schema has no field '" + whole + "', only " + String.join(", ", fields.keySet()));
        };
        result.put(path.substring(0, dot), replaced);
        return result;
    }
}
