package dev.millrace.generator.field;

import dev.millrace.event.avro.AvroBuffer;
import dev.millrace.event.avro.DataShape;
import dev.millrace.event.json.JsonBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the same value every time. */
final class ConstantWriter implements FieldWriter {
    private final byte[] json;
    private final FixedTexts texts;
    private final DataShape shape;
    private final byte[] avro;

    ConstantWriter(Literal literal) {
        texts = new FixedTexts(List.of(literal.text()));
        json = literal.json()
                ? literal.text().getBytes(StandardCharsets.US_ASCII)
                : new JsonBuffer().string(literal.text()).toBytes();
        shape = shape(literal);
        avro = avro(literal.text(), shape);
    }

    private static DataShape shape(Literal literal) {
        var text = literal.text();
        if (!literal.json()) {
            return new DataShape.Text();
        }
        if (text.equals("true") || text.equals("false")) {
            return new DataShape.Flag();
        }
        // Up to 18 digits a long is sure to hold; of any other number the JSON is kept as it is.
        int digits = text.replaceAll("[^0-9]", "").length();
        if (digits > DecimalWriter.PRECISION || text.contains("e") || text.contains("E")) {
            return new DataShape.Json();
        }
        int point = text.indexOf('.');
        return point < 0 ? new DataShape.Whole() : new DataShape.Decimal(digits, text.length() - point - 1);
    }

    private static byte[] avro(String text, DataShape shape) {
        var out = new AvroBuffer();
        switch (shape) {
            case DataShape.Flag _ -> out.flag(Boolean.parseBoolean(text));
            case DataShape.Whole _ -> out.number(Long.parseLong(text));
            case DataShape.Decimal _ -> out.decimal(Long.parseLong(text.replace(".", "")));
            default -> out.text(text);
        }
        return out.toBytes();
    }

    @Override
    public void json(long index, long dueMicros, JsonBuffer out) {
        out.raw(json);
    }

    @Override
    public DataShape shape() {
        return shape;
    }

    @Override
    public void avro(long index, long dueMicros, AvroTarget out) {
        out.buffer().raw(avro);
    }

    @Override
    public void text(long index, long dueMicros, JsonBuffer out) {
        texts.text(0, out);
    }
}
