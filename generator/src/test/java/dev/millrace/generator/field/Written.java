package dev.millrace.generator.field;

import dev.millrace.event.json.JsonBuffer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a compiled field writes, in both forms. */
record Written(FieldWriter writer) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    static final long DUE = 1_795_294_763_123_456L;

    /** A field that needs no other. */
    static Written by(FieldKind kind, long seed) {
        return among(Map.of("field", kind), seed, "field");
    }

    /** One of several fields, pairs of name and kind; the last. */
    static Written last(Object... namesAndKinds) {
        var fields = new LinkedHashMap<String, FieldKind>();
        for (int i = 0; i < namesAndKinds.length; i += 2) {
            fields.put((String) namesAndKinds[i], (FieldKind) namesAndKinds[i + 1]);
        }
        return among(fields, 42, (String) namesAndKinds[namesAndKinds.length - 2]);
    }

    /** One of several fields of a source that is named {@code s}. */
    static Written among(Map<String, FieldKind> fields, long seed, String name) {
        return new Written(new FieldCompiler(seed, "s", fields, new NoReferences(), new LinkedHashSet<>()).field(name));
    }

    /** The JSON form, read by another program than the one that wrote it. */
    JsonNode json(long index) {
        return JSON.readTree(rawJson(index));
    }

    String rawJson(long index) {
        return rawJson(index, DUE);
    }

    String rawJson(long index, long due) {
        var out = new JsonBuffer(16);
        writer.json(index, due, out);
        return out.toString();
    }

    String text(long index) {
        return text(index, DUE);
    }

    String text(long index, long due) {
        var out = new JsonBuffer(16);
        writer.text(index, due, out);
        return out.toString();
    }

    /** The values of the first events, all numbers. */
    double[] numbers(int events) {
        return LongStream.range(0, events)
                .mapToDouble(index -> Double.parseDouble(text(index)))
                .toArray();
    }

    /** The texts of the first events. */
    Stream<String> texts(int events) {
        return LongStream.range(0, events).mapToObj(this::text);
    }

    private static final class NoReferences implements References {
        @Override
        public FieldWriter writer(FieldKind.Ref ref, String place) {
            throw new AssertionError("nothing is referred to here");
        }

        @Override
        public LongUnaryOperator population(List<FieldKind.Ref> group, String place) {
            throw new AssertionError("nothing is referred to here");
        }
    }
}
