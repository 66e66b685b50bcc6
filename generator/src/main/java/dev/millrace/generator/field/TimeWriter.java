package dev.millrace.generator.field;

import dev.millrace.event.avro.DataShape;
import dev.millrace.event.json.JsonBuffer;
import dev.millrace.event.json.TimestampWriter;
import dev.millrace.generator.random.Draw;
import org.jspecify.annotations.Nullable;

/** Writes the due time, or one that lies off it. */
final class TimeWriter implements FieldWriter {
    private static final int DATE_LENGTH = "2026-11-21".length();

    private final TimestampWriter timestamps = new TimestampWriter();
    private final JsonBuffer scratch = new JsonBuffer(32);
    private final FieldKind.TimestampFormat format;
    private final @Nullable TimeOffset offset;
    private final long seed;

    TimeWriter(FieldKind.Timestamp kind, long seed) {
        this.format = kind.format();
        this.offset = kind.offset();
        this.seed = seed;
    }

    @Override
    public void json(long index, long dueMicros, JsonBuffer out) {
        boolean text = format == FieldKind.TimestampFormat.ISO || format == FieldKind.TimestampFormat.DATE;
        if (text) {
            out.ascii('"');
        }
        text(index, dueMicros, out);
        if (text) {
            out.ascii('"');
        }
    }

    @Override
    public void text(long index, long dueMicros, JsonBuffer out) {
        long micros = dueMicros + shift(index);
        switch (format) {
            case ISO -> timestamps.write(micros, out);
            case DATE -> {
                scratch.clear();
                timestamps.write(micros, scratch);
                out.raw(scratch.unsafeBytes(), 0, DATE_LENGTH);
            }
            case EPOCH_SECONDS -> out.number(Math.floorDiv(micros, 1_000_000L));
            case EPOCH_MILLIS -> out.number(Math.floorDiv(micros, 1_000L));
            case EPOCH_MICROS -> out.number(micros);
        }
    }

    @Override
    public DataShape shape() {
        return switch (format) {
            case ISO -> new DataShape.Moment();
            case DATE -> new DataShape.Text();
            case EPOCH_SECONDS, EPOCH_MILLIS, EPOCH_MICROS -> new DataShape.Whole();
        };
    }

    @Override
    public void avro(long index, long dueMicros, AvroTarget out) {
        long micros = dueMicros + shift(index);
        switch (format) {
            case DATE -> out.text(this, index, dueMicros);
            case EPOCH_SECONDS -> out.buffer().number(Math.floorDiv(micros, 1_000_000L));
            case EPOCH_MILLIS -> out.buffer().number(Math.floorDiv(micros, 1_000L));
            case ISO, EPOCH_MICROS -> out.buffer().number(micros);
        }
    }

    @Override
    public boolean timed() {
        return true;
    }

    private long shift(long index) {
        return offset == null ? 0 : offset.from().micros() + Draw.below(offset.choices(), seed, index);
    }
}
