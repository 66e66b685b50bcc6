package dev.millrace.generator.field;

import dev.millrace.event.json.JsonBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes {@code customer-00000017}. */
final class SequenceWriter implements TextShaped {
    private final Piece before;
    private final int width;
    private final Piece after;
    private final long cardinality;
    private final Skew.@Nullable Drawing drawing;
    private final long seed;

    SequenceWriter(FieldKind.Sequence kind, long seed) {
        var format = SequenceFormat.parse(kind.sequence());
        this.before = Piece.of(format.before());
        this.width = format.width();
        this.after = Piece.of(format.after());
        this.cardinality = kind.cardinality() == null ? Long.MAX_VALUE : kind.cardinality();
        this.drawing = kind.skew() == null ? null : kind.skew().drawing();
        this.seed = seed;
    }

    @Override
    public void json(long index, long dueMicros, JsonBuffer out) {
        out.ascii('"')
                .raw(before.escaped)
                .padded(number(index), width)
                .raw(after.escaped)
                .ascii('"');
    }

    @Override
    public void text(long index, long dueMicros, JsonBuffer out) {
        out.raw(before.plain).padded(number(index), width).raw(after.plain);
    }

    private long number(long index) {
        return drawing == null ? index % cardinality : drawing.below(cardinality, seed, index);
    }

    /** A fixed text in both forms, arrays that stay inside this file. */
    private static final class Piece {
        private final byte[] plain;
        private final byte[] escaped;

        private Piece(byte[] plain, byte[] escaped) {
            this.plain = plain;
            this.escaped = escaped;
        }

        static Piece of(String text) {
            return new Piece(
                    text.getBytes(StandardCharsets.UTF_8),
                    new JsonBuffer().escaped(text).toBytes());
        }
    }
}
