package dev.millrace.processor.window;

import dev.millrace.event.json.JsonBuffer;
import dev.millrace.processor.plan.AggregateFunction;

/**
 * Adds numbers up in place, in a stretch of bytes it is given; keeps nothing itself. All zeros is the state before
 * the first number. Immutable and thread-safe.
 */
interface Accumulator {
    /** The accumulator for a function. */
    static Accumulator of(AggregateFunction function) {
        return switch (function) {
            case COUNT -> new CountAccumulator();
            case SUM -> new SumAccumulator();
            case MIN -> new ExtremeAccumulator(-1);
            case MAX -> new ExtremeAccumulator(1);
            case AVG -> new MeanAccumulator();
        };
    }

    /** Bytes of state. */
    int width();

    /** Takes in one number, a {@link Long} or a finite {@link Double}. */
    void add(byte[] state, int at, Number value);

    /** Writes the figure as JSON. */
    void write(byte[] state, int at, JsonBuffer out);
}
