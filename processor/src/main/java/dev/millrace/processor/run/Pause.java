package dev.millrace.processor.run;

/** Waiting between two questions to a broker. */
final class Pause {
    private Pause() {}

    /** Waits; if interrupted, throws with the flag set. */
    static void millis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for Kafka", e);
        }
    }
}
