package dev.millrace.ledger.follow;

import dev.millrace.event.json.TimestampWriter;
import dev.millrace.ledger.account.SourceKey;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;
import org.apache.kafka.common.TopicPartition;

/**
 * Time from due to read, by source, since this follower began.
 *
 * <p>What stood in the topics before that is left out: how long it lay there says when the ledger was started, not
 * how quick the stream is. Not thread-safe.
 */
final class LatencyLog {
    private static final long LONGEST_MICROS = Duration.ofDays(30).toNanos() / 1_000;
    private static final int DIGITS = 3;

    private final Clock clock;
    private final Map<TopicPartition, Long> there;
    private final Map<SourceKey, Histogram> bySource = new HashMap<>();

    /**
     * An empty log.
     *
     * @param there end of every partition when this follower began; partitions that are not there are newer
     */
    LatencyLog(Clock clock, Map<TopicPartition, Long> there) {
        this.clock = clock;
        this.there = Map.copyOf(there);
    }

    /** Offset from which on records of a partition are measured. */
    long freshFrom(String topic, int partition) {
        return there.getOrDefault(new TopicPartition(topic, partition), 0L);
    }

    long nowMicros() {
        return TimestampWriter.epochMicros(clock.instant());
    }

    /** What to record for an event: 0 for one from the future, and never more than the histogram takes. */
    long micros(long dueMicros, long nowMicros) {
        return Math.clamp(nowMicros - dueMicros, 0, LONGEST_MICROS);
    }

    /** The histogram of a source, in microseconds. */
    Histogram histogram(SourceKey source) {
        return bySource.computeIfAbsent(source, key -> new Histogram(DIGITS));
    }

    /** The latency of the sources asked for, together. */
    Latency of(Predicate<SourceKey> sources) {
        var sum = new Histogram(DIGITS);
        bySource.forEach((source, histogram) -> {
            if (sources.test(source)) {
                sum.add(histogram);
            }
        });
        return Latency.of(sum);
    }
}
