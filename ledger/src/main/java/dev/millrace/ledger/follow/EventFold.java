package dev.millrace.ledger.follow;

import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.avro.SchemaFailure;
import dev.millrace.event.avro.SchemaLookup;
import dev.millrace.event.progress.PoisonMark;
import dev.millrace.event.progress.Shard;
import dev.millrace.event.record.DueShiftReader;
import dev.millrace.event.record.DueShifts;
import dev.millrace.event.record.RecordHeadlines;
import dev.millrace.ledger.account.Account;
import dev.millrace.ledger.account.SourceKey;
import dev.millrace.ledger.account.TopicAccount;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes down the events that stand on a topic. The hot path of the ledger: neighbours share source and run, so that
 * an event costs a comparison of its headline (of a frame's, two additions), a bit in a set and a count in a histogram.
 */
final class EventFold implements TopicFold {
    /** Microseconds; far above what a frame waits for more events. */
    private static final long BEFORE_THE_RUN = 60_000_000;

    private final Account account;
    private final String topic;
    private final TopicAccount topicAccount;
    private final LatencyLog latencies;
    private final RecordHeadlines headlines;
    private final DueShiftReader shifts = new DueShiftReader();

    private final ShardAccounts accounts;

    EventFold(Account account, String topic, LatencyLog latencies, SchemaLookup schemas) {
        this.account = account;
        this.topic = topic;
        this.topicAccount = account.topic(topic);
        this.latencies = latencies;
        this.headlines = new RecordHeadlines(schemas);
        this.accounts = new ShardAccounts(account, latencies);
    }

    @Override
    public void prepare(List<ConsumerRecord<Void, ByteBuffer>> records) throws SchemaFailure {
        headlines.begin();
        for (var record : records) {
            var value = record.value();
            if (value != null) {
                headlines.prepare(value.array(), value.arrayOffset() + value.position(), value.remaining());
            }
        }
    }

    @Override
    public void fold(int partition, List<ConsumerRecord<Void, ByteBuffer>> records) {
        long fresh = latencies.freshFrom(topic, partition);
        long now = latencies.nowMicros();
        accounts.refresh();
        for (var record : records) {
            var value = record.value();
            long offset = record.offset();
            if (value == null) {
                topicAccount.unreadable(partition, offset, "a record without a value");
                continue;
            }
            try {
                headlines.open(
                        value.array(), value.arrayOffset() + value.position(), value.remaining(), topic, partition);
            } catch (UnreadableEvent e) {
                if (!poisoned(record)) {
                    topicAccount.unreadable(partition, offset, e.reason());
                }
                continue;
            }
            var shifted = record.headers().lastHeader(DueShifts.HEADER);
            shifts.open(shifted == null ? null : shifted.value());
            accounts.splitInto(ShardHeader.shards(record.headers()));
            while (headlines.next()) {
                fold(record, offset >= fresh, now);
            }
        }
    }

    /** Takes down a record that says it cannot be read on purpose; false if it is none. */
    private boolean poisoned(ConsumerRecord<Void, ByteBuffer> record) {
        var headers = record.headers();
        var source = HeaderText.of(headers, PoisonMark.SOURCE);
        var origin = HeaderText.origin(headers, PoisonMark.RUN, PoisonMark.INDEX);
        if (source == null || origin.isEmpty()) {
            return false;
        }
        long index = origin.get().index();
        var shard = Shard.of(index, ShardHeader.shards(headers));
        var poisoned = account.source(new SourceKey(origin.get().run(), source, shard));
        poisoned.ifPresent(found -> found.poisoned(index, topic, record.partition(), record.offset()));
        return poisoned.isPresent();
    }

    private void fold(ConsumerRecord<Void, ByteBuffer> record, boolean fresh, long now) {
        int partition = record.partition();
        long offset = record.offset();
        long shift = shifts.next();
        var run = headlines.run();
        if (run == null) {
            topicAccount.foreign();
            return;
        }
        long index = headlines.index();
        var source = accounts.of(run, headlines.source(), index);
        if (source == null) {
            topicAccount.unreadable(
                    partition, offset, "a source or run that is not claimed and cannot be kept by that name");
            return;
        }
        source.delivered(index, topic, partition, offset);
        if (fresh && headlines.timed()) {
            var histogram = accounts.histogram(source, index);
            if (histogram != null) {
                histogram.recordValue(latencies.micros(due(record.timestamp() * 1_000, shift), now));
            }
        }
    }

    /**
     * When the event was due to be sent, microseconds since 1970. What was due before its run began was written with the
     * time it was made, and is late by no more than since; a frame's timestamp may be a little later than that of an event
     * in it.
     */
    private long due(long written, long shift) {
        long own = headlines.epochMicros() + shift;
        return written - own > BEFORE_THE_RUN ? written : own;
    }
}
