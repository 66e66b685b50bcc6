package dev.millrace.generator.field;

import dev.millrace.event.json.JsonBuffer;
import java.util.function.LongUnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a compiled field writes, in both forms. */
record Written(FieldWriter writer) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long DUE = 1_795_294_763_123_456L;

    /** A field that refers to none. */
    static Written by(FieldKind kind, long seed) {
        return new Written(new FieldCompiler(new NoReferences()).compile(kind, seed));
    }

    /** The JSON form, read by another program than the one that wrote it. */
    JsonNode json(long index) {
        return JSON.readTree(rawJson(index));
    }

    String rawJson(long index) {
        var out = new JsonBuffer(16);
        writer.json(index, DUE, out);
        return out.toString();
    }

    String text(long index) {
        var out = new JsonBuffer(16);
        writer.text(index, DUE, out);
        return out.toString();
    }

    private static final class NoReferences implements References {
        @Override
        public FieldWriter writer(FieldKind.Ref ref) {
            throw new AssertionError("nothing is referred to here");
        }

        @Override
        public LongUnaryOperator population(FieldKind.Ref ref) {
            throw new AssertionError("nothing is referred to here");
        }
    }
}
