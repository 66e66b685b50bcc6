package dev.millrace.ledger.follow;

import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.json.HeadlineScanner;
import dev.millrace.ledger.account.Account;
import dev.millrace.ledger.account.SourceAccount;
import dev.millrace.ledger.account.TopicAccount;
import java.nio.ByteBuffer;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Takes down the events that stand on a topic. The hot path of the ledger: neighbours share source and run, so that
 * an event costs a comparison of its headline, a bit in a set and a count in a histogram.
 */
final class EventFold implements TopicFold {
    private final Account account;
    private final String topic;
    private final TopicAccount topicAccount;
    private final LatencyLog latencies;
    private final HeadlineScanner headline = new HeadlineScanner();

    /** Source and run of the event before, as the scanner gave them, with what belongs to them. */
    private String knownSource = "";

    private String knownRun = "";
    private @Nullable SourceAccount known;
    private @Nullable Histogram knownLatency;
    private boolean latencyIsKnown;

    EventFold(Account account, String topic, LatencyLog latencies) {
        this.account = account;
        this.topic = topic;
        this.topicAccount = account.topic(topic);
        this.latencies = latencies;
    }

    @Override
    public void fold(int partition, List<ConsumerRecord<Void, ByteBuffer>> records) {
        long fresh = latencies.freshFrom(topic, partition);
        long now = latencies.nowMicros();
        // The source may have said since what it is, and another fold may have put its histogram aside.
        latencyIsKnown = false;
        for (var record : records) {
            var value = record.value();
            long offset = record.offset();
            if (value == null) {
                topicAccount.unreadable(partition, offset, "a record without a value");
                continue;
            }
            try {
                headline.read(value.array(), value.arrayOffset() + value.position(), value.remaining());
            } catch (UnreadableEvent e) {
                topicAccount.unreadable(partition, offset, e.reason());
                continue;
            }
            var run = headline.run();
            if (run == null) {
                topicAccount.foreign();
                continue;
            }
            var source = source(run, headline.source());
            if (source == null) {
                topicAccount.unreadable(
                        partition, offset, "a source or run that is not claimed and cannot be kept by that name");
                continue;
            }
            source.delivered(headline.index(), topic, partition, offset);
            if (offset >= fresh && headline.timed()) {
                // What was due before its run began was written with the time it was made, and is late by no more than
                // since.
                long due = Math.max(headline.epochMicros(), record.timestamp() * 1_000);
                measure(source, latencies.micros(due, now));
            }
        }
    }

    // The scanner gives neighbours the same objects.
    @SuppressWarnings("ReferenceEquality")
    private @Nullable SourceAccount source(String run, String source) {
        if (run != knownRun || source != knownSource || known == null) {
            known = account.source(run, source).orElse(null);
            latencyIsKnown = false;
            knownRun = run;
            knownSource = source;
        }
        return known;
    }

    private void measure(SourceAccount source, long micros) {
        if (!latencyIsKnown) {
            knownLatency = latencies.histogram(source.key());
            latencyIsKnown = true;
        }
        if (knownLatency != null) {
            knownLatency.recordValue(micros);
        }
    }
}
