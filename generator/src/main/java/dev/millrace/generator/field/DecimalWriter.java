package dev.millrace.generator.field;

import dev.millrace.event.avro.DataShape;
import dev.millrace.event.json.JsonBuffer;

/**
 * A writer of numbers with a fixed count of decimals; without any they are whole ones.
 *
 * @param steps    the number in its smallest steps: 995 for 9.95
 * @param decimals digits behind the point
 */
record DecimalWriter(WholeWriter steps, int decimals) implements NumberWriter {
    /** As many digits as a {@code long} is sure to hold. */
    static final int PRECISION = 18;

    @Override
    public void json(long index, long dueMicros, JsonBuffer out) {
        out.decimal(steps.number(index, dueMicros), decimals);
    }

    @Override
    public DataShape shape() {
        return shape(decimals);
    }

    static DataShape shape(int decimals) {
        return decimals == 0 ? new DataShape.Whole() : new DataShape.Decimal(PRECISION, decimals);
    }

    @Override
    public void avro(long index, long dueMicros, AvroTarget out) {
        write(steps.number(index, dueMicros), decimals, out);
    }

    static void write(long steps, int decimals, AvroTarget out) {
        if (decimals == 0) {
            out.buffer().number(steps);
        } else {
            out.buffer().decimal(steps);
        }
    }

    @Override
    public boolean timed() {
        return steps.timed();
    }
}
