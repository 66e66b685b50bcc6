package dev.millrace.processor.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.NullableType;
import dev.cel.common.types.SimpleType;
import java.util.LinkedHashMap;
import java.util.Map;

/** The names an expression may use, and what they are. */
final class Variables {
    static final String ID = "id";
    static final String SOURCE = "source";
    static final String TYPE = "type";
    static final String TIME = "time";
    static final String KEY = "key";
    static final String CORRELATION_ID = "correlationId";
    static final String RUN = "run";
    static final String INDEX = "index";
    static final String DATA = "data";

    private Variables() {}

    /** All of them, in the order they are named to a person. */
    static Map<String, CelType> types() {
        var types = new LinkedHashMap<String, CelType>();
        types.put(ID, SimpleType.STRING);
        types.put(SOURCE, SimpleType.STRING);
        types.put(TYPE, SimpleType.STRING);
        types.put(TIME, SimpleType.TIMESTAMP);
        types.put(KEY, NullableType.create(SimpleType.STRING));
        types.put(CORRELATION_ID, SimpleType.STRING);
        types.put(RUN, NullableType.create(SimpleType.STRING));
        types.put(INDEX, NullableType.create(SimpleType.INT));
        types.put(DATA, SimpleType.DYN);
        return types;
    }
}
