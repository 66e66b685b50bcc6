package dev.millrace.generator.field;

import dev.millrace.event.json.JsonBuffer;
import dev.millrace.event.json.TimestampWriter;
import dev.millrace.generator.random.Distribution;
import dev.millrace.generator.random.Draw;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Compiles a field's kind to its writer. References are looked up through {@link References}. */
public final class FieldCompiler {
    private final References references;

    public FieldCompiler(References references) {
        this.references = references;
    }

    /**
     * A writer for one field.
     *
     * @param seed the field's own seed, from {@link Draw#seed}
     */
    public FieldWriter compile(FieldKind kind, long seed) {
        return switch (kind) {
            case FieldKind.Sequence(var format, var cardinality) ->
                new SequenceWriter(SequenceFormat.parse(format), cardinality == null ? Long.MAX_VALUE : cardinality);
            case FieldKind.Uuid ignored -> uuid(seed);
            case FieldKind.Constant(var value) -> constant(value);
            case FieldKind.Choice(var weights) -> new ChoiceWriter(weights, seed);
            case FieldKind.Integers(var range) -> integers(range, seed);
            case FieldKind.Uniform(var range, var decimals) -> uniform(range, decimals, seed);
            case FieldKind.Lognormal(var shape, var decimals) ->
                decimal(Distribution.lognormal(shape.median(), shape.sigma()), decimals, seed);
            case FieldKind.Flag(var share) -> flag(share.fraction(), seed);
            case FieldKind.Timestamp ignored -> timestamp();
            case FieldKind.Ref ref -> new RefWriter(references.writer(ref), references.population(ref), seed);
        };
    }

    private static FieldWriter constant(Literal literal) {
        if (literal.json()) {
            var bytes = literal.text().getBytes(StandardCharsets.US_ASCII);
            return (NumberWriter) (index, due, out) -> out.raw(bytes);
        }
        var texts = new FixedTexts(List.of(literal.text()));
        return new FieldWriter() {
            @Override
            public void json(long index, long dueMicros, JsonBuffer out) {
                texts.json(0, out);
            }

            @Override
            public void text(long index, long dueMicros, JsonBuffer out) {
                texts.text(0, out);
            }
        };
    }

    private static FieldWriter uuid(long seed) {
        return (SafeTextWriter)
                (index, due, out) -> UuidText.write(Draw.bits(seed, 2 * index), Draw.bits(seed, 2 * index + 1), out);
    }

    private static FieldWriter integers(FieldKind.WholeRange range, long seed) {
        long min = range.min();
        long count = range.max() - min + 1;
        return (NumberWriter) (index, due, out) -> out.number(min + Draw.below(count, seed, index));
    }

    private static FieldWriter uniform(FieldKind.Range range, int decimals, long seed) {
        long first = Decimals.stepsFrom(range.min(), decimals);
        long count = Decimals.stepsFrom(range.max(), decimals) - first;
        return (NumberWriter) (index, due, out) -> out.decimal(first + Draw.below(count, seed, index), decimals);
    }

    private static FieldWriter decimal(Distribution distribution, int decimals, long seed) {
        long scale = Decimals.scale(decimals);
        return (NumberWriter)
                (index, due, out) -> out.decimal(Math.round(distribution.sample(seed, index) * scale), decimals);
    }

    private static FieldWriter flag(double share, long seed) {
        return (NumberWriter) (index, due, out) -> out.ascii(Draw.unit(seed, index) < share ? "true" : "false");
    }

    private static FieldWriter timestamp() {
        var timestamps = new TimestampWriter();
        return (SafeTextWriter) (index, due, out) -> timestamps.write(due, out);
    }
}
