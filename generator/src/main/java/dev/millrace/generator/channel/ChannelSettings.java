package dev.millrace.generator.channel;

import dev.millrace.settings.DataSize;
import dev.millrace.settings.InvalidSetting;
import java.time.Duration;

/**
 * How channels send.
 *
 * @param commitEvery        how long events are gathered before their transaction is committed; read_committed
 *                           consumers see them then
 * @param transactionTimeout after this long the broker gives up a transaction whose sender has died
 * @param maxEvent           the largest event sent, key and value together, where its topic would take a larger one;
 *                           what is above becomes a dead letter
 */
public record ChannelSettings(Duration commitEvery, Duration transactionTimeout, DataSize maxEvent) {
    /** Room for headers and Kafka's own framing above the largest event. */
    private static final int OVERHEAD = 64 << 10;

    /** The largest dead letter kept whole; above it the value is cut, and the reason says so. */
    static final int LARGEST_DEAD_LETTER = 9 << 20;

    public ChannelSettings {
        if (!commitEvery.isPositive()) {
            throw new InvalidSetting("commit-every", "must be positive, was " + commitEvery);
        }
        if (transactionTimeout.compareTo(commitEvery.multipliedBy(10)) < 0) {
            throw new InvalidSetting(
                    "transaction-timeout", "must be at least ten times commit-every, was " + transactionTimeout);
        }
        if (maxEvent.bytes() < 1024 || maxEvent.bytes() > LARGEST_DEAD_LETTER) {
            throw new InvalidSetting("max-event", "must be from 1KiB to 9MiB, was " + maxEvent);
        }
    }

    /** 100 ms, 15 s, as large as the topic takes. */
    public static ChannelSettings defaults() {
        return new ChannelSettings(Duration.ofMillis(100), Duration.ofSeconds(15), new DataSize(LARGEST_DEAD_LETTER));
    }

    /** The largest request a producer may send: a whole dead letter and its headers. */
    static int maxRequest() {
        return LARGEST_DEAD_LETTER + OVERHEAD;
    }
}
