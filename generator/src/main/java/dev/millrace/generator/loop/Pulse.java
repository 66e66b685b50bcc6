package dev.millrace.generator.loop;

/** Time as a sending loop has it: a monotonic clock, and waiting by it. */
interface Pulse {
    /** The machine's. */
    Pulse SYSTEM = new Pulse() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void sleep(StopSignal stop, long nanos) {
            stop.sleepNanos(nanos);
        }
    };

    /** A reading, nanoseconds from some moment; only differences mean anything. */
    long nanoTime();

    /** Waits for so long, or until the stop is asked for. */
    void sleep(StopSignal stop, long nanos);
}
