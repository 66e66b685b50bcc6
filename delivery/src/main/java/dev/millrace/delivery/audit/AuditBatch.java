package dev.millrace.delivery.audit;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.function.LongConsumer;

/** What one committed batch held. Immutable. */
public final class AuditBatch {
    private final int unreadable;
    private final long bytes;
    private final Duration took;
    private final long[] latencyMicros;

    AuditBatch(int unreadable, long bytes, Duration took, long[] latencyMicros) {
        this.unreadable = unreadable;
        this.bytes = bytes;
        this.took = took;
        this.latencyMicros = latencyMicros;
    }

    /** Events in it. */
    public int events() {
        return latencyMicros.length;
    }

    /** Records in it that are no events. */
    public int unreadable() {
        return unreadable;
    }

    /** Bytes of the events as sent to PostgreSQL. */
    public long bytes() {
        return bytes;
    }

    /** How long the database transaction took. */
    public Duration took() {
        return took;
    }

    /** The longest time from an event's own time to the commit; zero without events. */
    public Duration maxLatency() {
        return Duration.of(Arrays.stream(latencyMicros).max().orElse(0), ChronoUnit.MICROS);
    }

    /** Hands over, for each event, the microseconds from its own time to the commit; never negative. */
    public void forEachLatencyMicros(LongConsumer consumer) {
        for (long latency : latencyMicros) {
            consumer.accept(latency);
        }
    }
}
