package dev.millrace.ledger.follow;

import dev.millrace.event.avro.SchemaFailure;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Folds the records of one topic into the account. Used by one thread, under the account's lock. */
sealed interface TopicFold permits DeviationFold, EventFold, LetterFold, ProgressFold {
    /**
     * Sees to it that records can be folded, before the account is locked.
     *
     * @throws SchemaFailure if what is needed to read them cannot be had now; nothing is folded then, and the same
     *     call may work later
     */
    default void prepare(List<ConsumerRecord<Void, ByteBuffer>> records) throws SchemaFailure {}

    /** Folds records of one partition, in the order they stand there. */
    void fold(int partition, List<ConsumerRecord<Void, ByteBuffer>> records);
}
