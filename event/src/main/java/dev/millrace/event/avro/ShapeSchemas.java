package dev.millrace.event.avro;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * Makes Avro types from {@linkplain DataShape shapes}, in one namespace. Not thread-safe; for one schema.
 *
 * <p>Every field has a default, so that a registry which asks for compatibility lets fields come and go. A field
 * whose name Avro does not allow gets another, and keeps its own in the property {@value #NAME}.
 */
final class ShapeSchemas {
    /** Property of a field: its name in JSON, where that is not its Avro name. */
    static final String NAME = "millrace.name";

    /** Property of a {@code string}: its text is JSON, and stands as such in the event. */
    static final String JSON = "millrace.json";
    /** Property of a field: null means that it is not there at all. */
    static final String OPTIONAL = "millrace.optional";

    private final String namespace;
    private final AvroNames types = new AvroNames();

    ShapeSchemas(String namespace) {
        this.namespace = namespace;
    }

    /** The record for an object; {@code name} is the wanted name, nested records are named after it. */
    Schema fields(DataShape.Fields shape, String name) {
        var type = types.unique(name);
        var names = new AvroNames();
        // What is called as Avro wants it keeps its name, whatever stands before it.
        shape.fields().stream()
                .map(DataShape.Field::name)
                .filter(field -> field.equals(AvroNames.allowed(field)))
                .forEach(names::unique);
        var fields = new ArrayList<Schema.Field>();
        for (var field : shape.fields()) {
            fields.add(field(field, names, type));
        }
        return Schema.createRecord(type, null, namespace, false, fields);
    }

    private Schema.Field field(DataShape.Field field, AvroNames names, String within) {
        boolean kept = field.name().equals(AvroNames.allowed(field.name()));
        var name = kept ? field.name() : names.unique(field.name());
        var type = type(field.shape(), within + '_' + name);
        var made = new Schema.Field(name, type, null, empty(field.shape(), type));
        if (!kept) {
            made.addProp(NAME, field.name());
        }
        if (field.shape() instanceof DataShape.Optional) {
            made.addProp(OPTIONAL, true);
        }
        return made;
    }

    /** The type of a shape; {@code name} is the wanted name of records in it. */
    Schema type(DataShape shape, String name) {
        return switch (shape) {
            case DataShape.Text _ -> Schema.create(Schema.Type.STRING);
            case DataShape.Whole _ -> Schema.create(Schema.Type.LONG);
            case DataShape.Real _ -> Schema.create(Schema.Type.DOUBLE);
            case DataShape.Flag _ -> Schema.create(Schema.Type.BOOLEAN);
            case DataShape.Moment _ -> timestamp();
            case DataShape.Decimal decimal ->
                LogicalTypes.decimal(decimal.precision(), decimal.scale())
                        .addToSchema(Schema.create(Schema.Type.BYTES));
            case DataShape.Items items -> Schema.createArray(type(items.item(), name + "_item"));
            case DataShape.Fields fields -> fields(fields, name);
            case DataShape.Json _ -> {
                var text = Schema.create(Schema.Type.STRING);
                text.addProp(JSON, true);
                yield text;
            }
            case DataShape.Optional(var present) -> orNull(type(present, name));
            case DataShape.Nullable(var present) -> orNull(type(present, name));
        };
    }

    private static Schema orNull(Schema type) {
        return Schema.createUnion(Schema.create(Schema.Type.NULL), type);
    }

    static Schema timestamp() {
        return LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
    }

    /** What a reader sees where the writer did not have the field yet. */
    private static Object empty(DataShape shape, Schema type) {
        return switch (shape) {
            case DataShape.Text _ -> "";
            case DataShape.Whole _ -> 0L;
            case DataShape.Real _ -> 0.0;
            case DataShape.Flag _ -> false;
            case DataShape.Moment _ -> 0L;
            // A default of bytes is written as text, a character a byte; this is the number zero.
            case DataShape.Decimal _ -> "\u0000";
            case DataShape.Items _ -> List.of();
            case DataShape.Fields fields -> empty(fields, type);
            case DataShape.Json _ -> "null";
            case DataShape.Optional _ -> JsonProperties.NULL_VALUE;
            case DataShape.Nullable _ -> JsonProperties.NULL_VALUE;
        };
    }

    private static Map<String, Object> empty(DataShape.Fields shape, Schema type) {
        var values = new LinkedHashMap<String, Object>();
        for (int i = 0; i < shape.fields().size(); i++) {
            var field = type.getFields().get(i);
            values.put(field.name(), empty(shape.fields().get(i).shape(), field.schema()));
        }
        return values;
    }
}
