package dev.millrace.ledger.follow;

import dev.millrace.event.json.TimestampWriter;
import dev.millrace.event.progress.SourceKind;
import dev.millrace.ledger.account.Account;
import dev.millrace.ledger.account.SourceKey;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Time from due to read, of generated sources, since this follower began. A histogram may come to hundreds of
 * kilobytes, so only some of the sources that have ended keep one of their own.
 *
 * <p>What stood in the topics before that is left out: how long it lay there says when the ledger was started, not
 * how quick the stream is. Not thread-safe.
 */
final class LatencyLog {
    private static final long LONGEST_MICROS = Duration.ofDays(30).toNanos() / 1_000;
    private static final int DIGITS = 3;
    /** So many sources that send no more, or that have not said yet what they are, have a histogram of their own. */
    static final int KEPT = 32;

    private final Clock clock;
    private final Map<TopicPartition, Long> there;
    private final Account account;
    /** In the order they were opened. */
    private final Map<SourceKey, Histogram> bySource = new LinkedHashMap<>();

    private final Histogram earlier = new Histogram(DIGITS);

    /**
     * An empty log.
     *
     * @param account tells which sources are generated, and which have ended
     * @param there   end of every partition when this follower began; partitions that are not there are newer
     */
    LatencyLog(Account account, Clock clock, Map<TopicPartition, Long> there) {
        this.account = account;
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

    /**
     * The histogram that the events of a source count in, in microseconds; null for a source that takes events in, which
     * are as old as they are. Another one may be given the next time.
     */
    @Nullable
    Histogram histogram(SourceKey source) {
        if (is(source, SourceKind.INGESTED)) {
            bySource.remove(source);
            return null;
        }
        var known = bySource.get(source);
        if (known != null) {
            return known;
        }
        var opened = new Histogram(DIGITS);
        bySource.put(source, opened);
        retire();
        return opened;
    }

    /** The latency of all generated sources together. */
    Latency ofAll() {
        var sum = earlier.copy();
        addAll(sum, source -> true);
        return Latency.of(sum);
    }

    /** The latency of the sources of one run together; nothing where many others have ended since. */
    Latency of(String run) {
        var sum = new Histogram(DIGITS);
        addAll(sum, source -> source.run().equals(run));
        return Latency.of(sum);
    }

    /** How many sources have a histogram of their own. */
    int size() {
        return bySource.size();
    }

    private void addAll(Histogram sum, Predicate<SourceKey> sources) {
        bySource.forEach((source, histogram) -> {
            if (sources.test(source) && is(source, SourceKind.GENERATED)) {
                sum.add(histogram);
            }
        });
    }

    private void retire() {
        var idle =
                bySource.keySet().stream().filter(source -> !isSending(source)).toList();
        idle.stream().limit(Math.max(0, idle.size() - KEPT)).forEach(source -> {
            var histogram = bySource.remove(source);
            if (histogram != null && is(source, SourceKind.GENERATED)) {
                earlier.add(histogram);
            }
        });
    }

    private boolean isSending(SourceKey source) {
        return account.claimOf(source).map(claim -> !claim.progress().ended()).orElse(false);
    }

    private boolean is(SourceKey source, SourceKind kind) {
        return account.claimOf(source)
                .map(claim -> claim.progress().kind() == kind)
                .orElse(false);
    }
}
