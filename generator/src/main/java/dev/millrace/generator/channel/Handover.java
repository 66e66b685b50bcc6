package dev.millrace.generator.channel;

import dev.millrace.generator.flow.Dues;
import dev.millrace.generator.flow.SourceFlow;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Hands records to a producer, and tells the flow control of each what came of it. For one thread. */
record Handover(Producer<byte[], byte[]> producer, SourceFlow flow) {
    /** Told what came of a record, by the producer's thread. */
    interface Answer {
        /**
         * Kafka has answered, or will not.
         *
         * @param failure null if Kafka has the record
         */
        void told(@Nullable Exception failure);
    }

    /**
     * Throws what the client throws; whether it has taken the record then, and tells of it as well, is not known.
     *
     * @param dues when the record's events were due
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the answer is told to the callback
    void hand(ProducerRecord<byte[], byte[]> record, Dues dues, Answer answer) {
        var batch = flow.handing(record.value().length + (record.key() == null ? 0L : record.key().length), dues);
        try {
            producer.send(record, (sent, failure) -> {
                if (failure == null) {
                    batch.acknowledged();
                } else {
                    batch.failed(ChannelFailures.fault(failure));
                }
                answer.told(failure);
            });
        } catch (RuntimeException e) {
            // Nobody else tells of what the client did not take.
            batch.failed(ChannelFailures.fault(e));
            throw e;
        }
    }
}
