package dev.millrace.generator.channel;

import dev.millrace.generator.flow.Dues;
import dev.millrace.generator.flow.SourceFlow;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Events outside transactions: visible as soon as Kafka has them. What is said of them, and their dead letters, is committed
 * in a transaction of its own once all of them are acknowledged. So nothing is claimed that is not there; what was sent since
 * the last claim is sent again after a failure. That transaction shuts out who sent before, as everywhere. For one thread.
 */
final class AcknowledgedEvents implements Outlet {
    private final Producer<byte[], byte[]> producer;
    private final ChannelTransaction words;
    private final RefusedEvents refused;
    private final SourceFlow flow;
    private final Handover handover;
    private final Unanswered unanswered = new Unanswered();
    private boolean open;

    /**
     * @param producer of the events, without transactions
     * @param words    takes what is said of them
     */
    AcknowledgedEvents(Producer<byte[], byte[]> producer, ChannelTransaction words, RefusedEvents refused) {
        this.producer = producer;
        this.words = words;
        this.refused = refused;
        this.flow = words.flow();
        this.handover = new Handover(producer, flow);
    }

    @Override
    public SourceFlow flow() {
        return flow;
    }

    @Override
    public boolean isOpen() {
        return open || words.isOpen();
    }

    @Override
    public void send(Outgoing record, Dues dues, Consumer<String> ifRefused) throws ChannelLost {
        var doing = "Sending to topic " + record.topic();
        // What is handed over behind a record that failed would stand before it when that is sent again.
        requireNoFailure(doing);
        ChannelFailures.guard(doing, () -> {
            open = true;
            unanswered.sent();
            try {
                handover.hand(record.asRecord(), dues, failure -> {
                    if (failure != null) {
                        ChannelFailures.refusedRecord(failure).ifPresent(ifRefused);
                    }
                    unanswered.answered(failure);
                });
            } catch (RuntimeException e) {
                unanswered.answered(e);
                throw e;
            }
            return true;
        });
    }

    @Override
    public void sendVital(ProducerRecord<byte[], byte[]> record, String what) throws ChannelLost {
        words.sendVital(record, what);
    }

    @Override
    public void commit(ProducerRecord<byte[], byte[]> progress, String doing) throws ChannelLost {
        ChannelFailures.guard(doing, () -> {
            Patience.with(flow, doing, this::awaitAnswers);
            return true;
        });
        requireNoFailure(doing);
        words.commit(progress, doing);
        open = false;
    }

    private void awaitAnswers() {
        try {
            if (!unanswered.await(flow.policy().patience())) {
                throw new TimeoutException("not all events are acknowledged yet");
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private void requireNoFailure(String doing) throws ChannelLost {
        var failure = unanswered.failure();
        if (failure == null) {
            return;
        }
        if (ChannelFailures.refusedRecord(failure).isPresent()) {
            // Once it is closed, every record's fate has been told: whoever goes on puts aside all that were refused.
            producer.close(flow.policy().patience());
        }
        refused.requireSome(doing, failure);
        ChannelFailures.guard(doing, () -> {
            throw failure instanceof KafkaException known ? known : new KafkaException(failure);
        });
    }

    /** What is not on its way yet is not sent any more: whoever goes on sends it, and it would be there twice. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
        words.close();
    }
}
