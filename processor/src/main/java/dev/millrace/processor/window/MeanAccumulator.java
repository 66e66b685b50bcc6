package dev.millrace.processor.window;

import dev.millrace.event.json.JsonBuffer;

/** The arithmetic mean: a sum, then a count. */
record MeanAccumulator() implements Accumulator {
    private static final SumAccumulator SUM = new SumAccumulator();
    private static final CountAccumulator COUNT = new CountAccumulator();

    @Override
    public int width() {
        return SUM.width() + COUNT.width();
    }

    @Override
    public void add(byte[] state, int at, Number value) {
        SUM.add(state, at, value);
        COUNT.add(state, at + SUM.width(), value);
    }

    @Override
    public void write(byte[] state, int at, JsonBuffer out) {
        Slots.write(SumAccumulator.total(state, at) / Slots.getLong(state, at + SUM.width()), out);
    }
}
