package dev.millrace.generator.field;

import dev.millrace.event.json.JsonBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes texts and other fields one after the other. */
final class TemplateWriter extends PlainTextWriter {
    private final FieldWriter[] pieces;

    TemplateWriter(TemplateText template, Spot spot) {
        pieces = template.pieces().stream()
                .map(piece -> piece.field() ? spot.field("template", piece.text()) : fixed(piece.text()))
                .toArray(FieldWriter[]::new);
    }

    private static FieldWriter fixed(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return (NumberWriter) (index, due, out) -> out.raw(bytes);
    }

    @Override
    public void text(long index, long dueMicros, JsonBuffer out) {
        for (var piece : pieces) {
            piece.text(index, dueMicros, out);
        }
    }

    @Override
    public boolean timed() {
        return Arrays.stream(pieces).anyMatch(FieldWriter::timed);
    }
}
