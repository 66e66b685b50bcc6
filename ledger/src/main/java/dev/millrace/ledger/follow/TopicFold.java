package dev.millrace.ledger.follow;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Folds the records of one topic into the account. Used by one thread, under the account's lock. */
sealed interface TopicFold permits EventFold, LetterFold, ProgressFold {
    /** Folds records of one partition, in the order they stand there. */
    void fold(int partition, List<ConsumerRecord<Void, ByteBuffer>> records);
}
