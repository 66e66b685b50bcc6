package dev.millrace.generator.expression;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.values.NullValue;
import dev.millrace.event.json.JsonBuffer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Values of expressions, from JSON and to JSON. */
final class ExpressionJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ExpressionJson() {}

    /** A JSON value as CEL has it: whole numbers are ints, others doubles. */
    static Object read(byte[] json) {
        return value(JSON.readTree(json));
    }

    private static Object value(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> node.asString();
            case BOOLEAN -> node.booleanValue();
            case NUMBER ->
                node.isIntegralNumber() && node.canConvertToLong() ? (Object) node.longValue() : node.doubleValue();
            case ARRAY -> node.valueStream().map(ExpressionJson::value).toList();
            case OBJECT -> {
                var map = new TreeMap<String, Object>();
                node.propertyStream().forEach(entry -> map.put(entry.getKey(), value(entry.getValue())));
                yield map;
            }
            case NULL, MISSING, BINARY, POJO -> NullValue.NULL_VALUE;
        };
    }

    /** Appends a value as JSON; false if it is none that JSON can hold. */
    static boolean write(Object value, JsonBuffer out) {
        return switch (value) {
            case String text -> written(out.string(text));
            case Boolean truth -> written(out.ascii(truth.toString()));
            case Long number -> written(out.number(number));
            case UnsignedLong number -> written(out.ascii(number.toString()));
            case Double number
            when Double.isFinite(number) ->
                // Never 1.0E10: the same number, as people write it.
                written(out.ascii(BigDecimal.valueOf(number).toPlainString()));
            case NullValue none -> written(out.ascii("null"));
            case List<?> list -> list(list, out);
            case Map<?, ?> map -> map(map, out);
            default -> false;
        };
    }

    private static boolean list(List<?> list, JsonBuffer out) {
        out.ascii('[');
        boolean whole = true;
        for (int i = 0; i < list.size(); i++) {
            out.ascii(i == 0 ? "" : ",");
            whole &= write(list.get(i), out);
        }
        out.ascii(']');
        return whole;
    }

    private static boolean map(Map<?, ?> map, JsonBuffer out) {
        out.ascii('{');
        boolean whole = true;
        // In the order of their names, for an order that is not the same everywhere would be no pure event.
        var sorted = new TreeMap<String, Object>();
        map.forEach((key, value) -> sorted.put(String.valueOf(key), value));
        boolean first = true;
        for (var entry : sorted.entrySet()) {
            out.ascii(first ? "" : ",").string(entry.getKey()).ascii(':');
            whole &= write(entry.getValue(), out);
            first = false;
        }
        out.ascii('}');
        return whole;
    }

    private static boolean written(JsonBuffer out) {
        return out.size() > 0;
    }
}
