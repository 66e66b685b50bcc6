package dev.millrace.event.avro;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** Compiles an Avro schema into {@link JsonStep}s, any schema, not only ours. Not thread-safe; for one schema. */
final class JsonSteps {
    private final Map<String, RecordStep> records = new HashMap<>();
    private final ScalarSteps scalars = new ScalarSteps();

    JsonStep step(Schema schema) {
        return switch (schema.getType()) {
            case NULL -> ScalarSteps.NULL;
            case BOOLEAN -> ScalarSteps.FLAG;
            case INT, LONG -> scalars.number(logical(schema));
            case FLOAT -> ScalarSteps.SINGLE;
            case DOUBLE -> ScalarSteps.REAL;
            case STRING ->
                Boolean.TRUE.equals(schema.getObjectProp(ShapeSchemas.JSON)) ? ScalarSteps.JSON : ScalarSteps.TEXT;
            case BYTES -> logical(schema).equals("decimal") ? new DecimalStep(scale(schema), -1) : BinaryStep.BYTES;
            case FIXED ->
                logical(schema).equals("decimal")
                        ? new DecimalStep(scale(schema), schema.getFixedSize())
                        : new BinaryStep(schema.getFixedSize());
            case ENUM -> new SymbolStep(schema.getEnumSymbols());
            case ARRAY -> new ItemsStep(step(schema.getElementType()));
            case MAP -> new MapStep(step(schema.getValueType()));
            case UNION -> new UnionStep(steps(schema.getTypes()));
            case RECORD -> fields(schema);
        };
    }

    private JsonStep[] steps(List<Schema> schemas) {
        return schemas.stream().map(this::step).toArray(JsonStep[]::new);
    }

    /** A record may hold itself: its step is there before those of its fields. */
    private JsonStep fields(Schema schema) {
        var known = records.get(schema.getFullName());
        if (known != null) {
            return known;
        }
        var record = new RecordStep();
        records.put(schema.getFullName(), record);
        var fields = schema.getFields();
        record.fields(
                fields.stream().map(JsonSteps::jsonName).toList(),
                fields.stream().map(this::value).toArray(JsonStep[]::new),
                fields.stream().map(JsonSteps::optional).toList());
        return record;
    }

    private JsonStep value(Schema.Field field) {
        return step(optional(field) ? field.schema().getTypes().getLast() : field.schema());
    }

    /** Whether null means that the field is left out. Somebody else may use the property for something else. */
    private static boolean optional(Schema.Field field) {
        return Boolean.TRUE.equals(field.getObjectProp(ShapeSchemas.OPTIONAL))
                && field.schema().getType() == Schema.Type.UNION
                && field.schema().getTypes().size() == 2
                && field.schema().getTypes().getFirst().getType() == Schema.Type.NULL;
    }

    static String jsonName(Schema.Field field) {
        return field.getObjectProp(ShapeSchemas.NAME) instanceof String name ? name : field.name();
    }

    private static String logical(Schema schema) {
        LogicalType type = schema.getLogicalType();
        return type == null ? "" : type.getName();
    }

    private static int scale(Schema schema) {
        return schema.getLogicalType() instanceof LogicalTypes.Decimal decimal ? decimal.getScale() : 0;
    }
}
