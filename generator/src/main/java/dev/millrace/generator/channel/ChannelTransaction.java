package dev.millrace.generator.channel;

import dev.millrace.generator.flow.Dues;
import dev.millrace.generator.flow.Fault;
import dev.millrace.generator.flow.SourceFlow;
import dev.millrace.settings.Durations;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of one channel, one after the other: each begins with its first record. Tells failures after which
 * another channel can go on from those after which none can. For one thread.
 */
final class ChannelTransaction implements Outlet {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** Of what is said of events, which is not due at any time. */
    private static final Dues UNDUE = new Dues();

    private final Producer<byte[], byte[]> producer;
    private final Duration timeout;
    private final RefusedEvents refused;
    private final Clock clock;
    private final SourceFlow flow;
    private final Handover handover;
    private boolean open;
    private long begunAt;
    /** Why the source can never go on: what says of an event that it is put aside, or of progress, was refused. */
    private volatile @Nullable String hopeless;

    /** @param flow told what is handed over, and what came of it */
    ChannelTransaction(
            Producer<byte[], byte[]> producer, Duration timeout, RefusedEvents refused, Clock clock, SourceFlow flow) {
        this.flow = flow;
        this.handover = new Handover(producer, flow);
        this.producer = producer;
        this.timeout = timeout;
        this.refused = refused;
        this.clock = clock;
    }

    @Override
    public SourceFlow flow() {
        return flow;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void send(Outgoing record, Dues dues, Consumer<String> ifRefused) throws ChannelLost {
        send(record.asRecord(), dues, ifRefused);
    }

    private void send(ProducerRecord<byte[], byte[]> record, Dues dues, Consumer<String> ifRefused) throws ChannelLost {
        // For every event: nothing is made here that only a failure needs.
        try {
            begin();
            hand(record, dues, ifRefused);
        } catch (KafkaException | IllegalStateException e) {
            throw lost("Sending to topic " + record.topic(), e);
        }
    }

    @Override
    public void sendVital(ProducerRecord<byte[], byte[]> record, String what) throws ChannelLost {
        send(record, UNDUE, failure -> hopeless = what + " was refused: " + failure);
    }

    @Override
    public void commit(ProducerRecord<byte[], byte[]> progress, String doing) throws ChannelLost {
        try {
            begin();
            hand(progress, UNDUE, failure -> hopeless = "the record of its progress was refused: " + failure);
            Patience.with(flow, doing, producer::commitTransaction);
        } catch (KafkaException | IllegalStateException e) {
            throw commitFailed(doing, e);
        }
        open = false;
        flow.commitEnded(Fault.NONE);
    }

    /** As {@link #lost}, where it was the commit that failed. */
    ChannelLost commitFailed(String doing, RuntimeException failure) {
        try {
            var lost = lost(doing, failure);
            flow.commitEnded(ChannelFailures.fault(lost));
            return lost;
        } catch (ChannelRefused e) {
            flow.commitEnded(Fault.OURS);
            throw e;
        }
    }

    @Override
    public void close() {
        // Closing without a commit aborts what is open; a second sender would do so as well.
        var most = flow.policy().patience();
        producer.close(most.compareTo(PATIENCE) < 0 ? most : PATIENCE);
    }

    /** The commit fails if any send of its transaction did, so that nothing is lost by not looking at the future. */
    private void hand(ProducerRecord<byte[], byte[]> record, Dues dues, Consumer<String> ifRefused) {
        handover.hand(record, dues, failure -> {
            if (failure != null && !AbortedRecord.isTold()) {
                ChannelFailures.refusedRecord(failure).ifPresent(ifRefused);
            }
        });
    }

    /** Begins a transaction, unless one has begun. */
    void begin() {
        if (!open) {
            begunAt = clock.millis();
            producer.beginTransaction();
            open = true;
        }
    }

    /** What becomes of the channel, now that something failed. */
    ChannelLost lost(String doing, RuntimeException failure) {
        ChannelLost lost;
        try {
            lost = ChannelFailures.lost(doing, failure);
        } catch (ChannelRefused e) {
            // To Kafka, a sender that overslept its transaction and one that was replaced are the same. The first
            // may come back: if it was replaced as well, it shuts out the other, which then learns that it was.
            if (clock.millis() - begunAt >= timeout.toMillis()) {
                return new ChannelLost(
                        doing + " took longer than the transaction timeout of " + Durations.format(timeout), e);
            }
            throw e;
        }
        refuseIfHopeless(doing, lost);
        return lost;
    }

    private void refuseIfHopeless(String doing, ChannelLost e) {
        if (ChannelFailures.refusedRecord(e).isPresent()) {
            // Once it is closed, every record's fate has been told; nothing more goes through it anyway.
            producer.close(PATIENCE);
        }
        var reason = hopeless;
        if (reason != null) {
            throw new ChannelRefused(doing + ": " + reason, e);
        }
        refused.requireSome(doing, e);
    }
}
