package dev.millrace.generator.channel;

import dev.millrace.generator.batch.BatchAnswer;
import dev.millrace.generator.batch.BatchProducer;
import dev.millrace.generator.flow.Batch;
import dev.millrace.generator.flow.Dues;
import dev.millrace.generator.flow.SourceFlow;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of one channel whose events go to Kafka in batches of our own making; dead letters and what is said of
 * the events go through Kafka's producer, which begins and ends the transactions. For one thread.
 *
 * <p>Which record it was that Kafka will never take is not looked for here. The source's next channel is not of this kind,
 * and finds out.
 */
final class BatchedTransaction implements Outlet {
    private final ChannelTransaction words;
    private final BatchProducer events;
    private final RefusedEvents refused;
    private final SourceFlow flow;
    private boolean begun;
    private @Nullable Told latest;

    BatchedTransaction(ChannelTransaction words, BatchProducer events, RefusedEvents refused) {
        this.words = words;
        this.events = events;
        this.refused = refused;
        this.flow = words.flow();
    }

    /** Passes answers on to the flow control. */
    private record Told(Batch batch) implements BatchAnswer {
        @Override
        public void acknowledged(int records) {
            batch.acknowledged(records);
        }

        @Override
        public void failed(int records, Exception failure) {
            batch.failed(records, ChannelFailures.fault(failure));
        }
    }

    @Override
    public SourceFlow flow() {
        return flow;
    }

    @Override
    public boolean inBatches() {
        return true;
    }

    @Override
    public boolean isOpen() {
        return words.isOpen();
    }

    @Override
    public void send(Outgoing record, Dues dues, Consumer<String> ifRefused) throws ChannelLost {
        try {
            begin();
            hand(record, dues);
        } catch (KafkaException | IllegalStateException e) {
            throw lost("Sending to topic " + record.topic(), e);
        }
    }

    private void begin() {
        if (!begun) {
            words.begin();
            events.begin();
            begun = true;
        }
    }

    private void hand(Outgoing record, Dues dues) {
        var batch = flow.handing(record.bytes(), dues);
        var told = latest;
        if (told == null || told.batch != batch) {
            told = new Told(batch);
            latest = told;
        }
        try {
            events.send(
                    record.topic(),
                    record.partition(),
                    record.key(),
                    record.value(),
                    record.timestamp(),
                    record.headers(),
                    told);
        } catch (RuntimeException e) {
            told.failed(1, e);
            throw e;
        }
    }

    @Override
    public void sendVital(ProducerRecord<byte[], byte[]> record, String what) throws ChannelLost {
        words.sendVital(record, what);
    }

    @Override
    public void flushDue(long nanoTime) {
        events.flushDue(nanoTime);
    }

    @Override
    public long nanosUntilFlush(long nanoTime) {
        return events.nanosUntilDue(nanoTime);
    }

    @Override
    public void commit(ProducerRecord<byte[], byte[]> progress, String doing) throws ChannelLost {
        try {
            Patience.with(flow, doing, () -> events.flush(flow.policy().patience()));
        } catch (KafkaException | IllegalStateException e) {
            setAside(e);
            throw words.commitFailed(doing, e);
        }
        words.commit(progress, doing);
        begun = false;
    }

    private ChannelLost lost(String doing, RuntimeException failure) {
        setAside(failure);
        return words.lost(doing, failure);
    }

    private void setAside(RuntimeException failure) {
        if (ChannelFailures.refusedRecord(failure).isPresent()) {
            refused.oneByOne();
        }
    }

    /** Nothing more is sent before the transaction is given up. */
    @Override
    public void close() {
        events.close();
        words.close();
    }
}
