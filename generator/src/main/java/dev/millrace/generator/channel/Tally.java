package dev.millrace.generator.channel;

import java.time.Duration;

/**
 * How far a source has come, as committed.
 *
 * @param events       events so far, dead letters among them
 * @param deadLettered how many of those became dead letters
 * @param active       how long it has been sending
 */
public record Tally(long events, long deadLettered, Duration active) {
    /** Nothing yet. */
    public static final Tally NONE = new Tally(0, 0, Duration.ZERO);

    /** Events a second of active time. */
    public double ratePerSecond() {
        double seconds = active.toNanos() / 1e9;
        return seconds > 0 ? events / seconds : 0;
    }
}
