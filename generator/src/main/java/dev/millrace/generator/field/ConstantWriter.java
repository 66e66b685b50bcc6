package dev.millrace.generator.field;

import dev.millrace.event.json.JsonBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the same value every time. */
final class ConstantWriter implements FieldWriter {
    private final byte[] json;
    private final FixedTexts texts;

    ConstantWriter(Literal literal) {
        texts = new FixedTexts(List.of(literal.text()));
        json = literal.json()
                ? literal.text().getBytes(StandardCharsets.US_ASCII)
                : new JsonBuffer().string(literal.text()).toBytes();
    }

    @Override
    public void json(long index, long dueMicros, JsonBuffer out) {
        out.raw(json);
    }

    @Override
    public void text(long index, long dueMicros, JsonBuffer out) {
        texts.text(0, out);
    }
}
