package dev.millrace.generator.field;

import dev.millrace.event.avro.DataShape;
import dev.millrace.event.json.JsonBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Writes fields with their names, their names kept as bytes. */
public final class ObjectWriter implements NumberWriter {
    private final byte[][] names;
    private final FieldWriter[] writers;
    private final List<String> fields;

    /** An object with fields of these names, in this order. */
    public ObjectWriter(Collection<String> fields, Function<String, FieldWriter> writer) {
        this.fields = List.copyOf(fields);
        names = new byte[fields.size()][];
        writers = new FieldWriter[fields.size()];
        int i = 0;
        for (var field : fields) {
            names[i] = new JsonBuffer()
                    .ascii(i == 0 ? "" : ",")
                    .string(field)
                    .ascii(':')
                    .toBytes();
            writers[i++] = writer.apply(field);
        }
    }

    @Override
    public void json(long index, long dueMicros, JsonBuffer out) {
        out.ascii('{');
        fields(index, dueMicros, out);
        out.ascii('}');
    }

    /** Appends the fields without the braces around them. */
    public void fields(long index, long dueMicros, JsonBuffer out) {
        for (int i = 0; i < writers.length; i++) {
            out.raw(names[i]);
            writers[i].json(index, dueMicros, out);
        }
    }

    @Override
    public DataShape.Fields shape() {
        var shapes = new ArrayList<DataShape.Field>();
        for (int i = 0; i < writers.length; i++) {
            shapes.add(new DataShape.Field(fields.get(i), writers[i].shape()));
        }
        return new DataShape.Fields(shapes);
    }

    @Override
    public void avro(long index, long dueMicros, AvroTarget out) {
        for (var writer : writers) {
            writer.avro(index, dueMicros, out);
        }
    }

    @Override
    public boolean timed() {
        for (var writer : writers) {
            if (writer.timed()) {
                return true;
            }
        }
        return false;
    }
}
