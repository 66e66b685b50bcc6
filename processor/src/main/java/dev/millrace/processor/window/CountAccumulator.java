package dev.millrace.processor.window;

import dev.millrace.event.json.JsonBuffer;

/** How many: 8 bytes. */
record CountAccumulator() implements Accumulator {
    @Override
    public int width() {
        return Long.BYTES;
    }

    @Override
    public void add(byte[] state, int at, Number value) {
        Slots.putLong(state, at, Slots.getLong(state, at) + 1);
    }

    @Override
    public void write(byte[] state, int at, JsonBuffer out) {
        out.number(Slots.getLong(state, at));
    }
}
