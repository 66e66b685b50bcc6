package dev.millrace.generator.field;

import dev.millrace.event.avro.DataShape;
import dev.millrace.event.json.JsonBuffer;
import dev.millrace.generator.random.Draw;

/**
 * How far a key's walk has come, in steps.
 *
 * @param pace   the key and its place
 * @param length how many events or microseconds a step takes
 */
record WalkSteps(Pace pace, long length) {
    /** The seed of the walk of an event's key. */
    long seed(long seed, long index, long dueMicros) {
        return Draw.bits(seed, pace.key(index, dueMicros));
    }

    /** The steps it has come, with fractions where a step takes time. */
    double at(long index, long dueMicros) {
        long place = pace.place(index, dueMicros);
        return Math.floorDiv(place, length) + (double) Math.floorMod(place, length) / length;
    }

    /** Turns a walk's seed and steps into a number of the smallest steps written. */
    @FunctionalInterface
    interface Reading {
        long at(long seed, double steps);
    }

    /** Writes where a walk has come to. */
    record Reached(WalkSteps steps, long seed, Reading reading, int decimals) implements NumberWriter {
        @Override
        public void json(long index, long dueMicros, JsonBuffer out) {
            out.decimal(number(index, dueMicros), decimals);
        }

        @Override
        public DataShape shape() {
            return DecimalWriter.shape(decimals);
        }

        @Override
        public void avro(long index, long dueMicros, AvroTarget out) {
            DecimalWriter.write(number(index, dueMicros), decimals, out);
        }

        private long number(long index, long dueMicros) {
            return reading.at(steps.seed(seed, index, dueMicros), steps.at(index, dueMicros));
        }

        @Override
        public boolean timed() {
            return steps.pace().timed();
        }
    }
}
