package dev.millrace.generator.field;

import dev.millrace.event.json.JsonBuffer;
import java.nio.charset.StandardCharsets;

/** Writes {@code customer-00000017}. */
final class SequenceWriter implements FieldWriter {
    private final Piece before;
    private final int width;
    private final Piece after;
    private final long cardinality;

    SequenceWriter(SequenceFormat format, long cardinality) {
        this.before = Piece.of(format.before());
        this.width = format.width();
        this.after = Piece.of(format.after());
        this.cardinality = cardinality;
    }

    @Override
    public void json(long index, long dueMicros, JsonBuffer out) {
        out.ascii('"')
                .raw(before.escaped)
                .padded(index % cardinality, width)
                .raw(after.escaped)
                .ascii('"');
    }

    @Override
    public void text(long index, long dueMicros, JsonBuffer out) {
        out.raw(before.plain).padded(index % cardinality, width).raw(after.plain);
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
