package dev.millrace.generator.batch;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.internals.TransactionManager;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.ProducerIdAndEpoch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a {@code KafkaProducer} knows of its transactions and does not tell: the id and epoch it sends with. Thread-safe,
 * as what it looks into is.
 */
final class ProducerTransactions {
    private static final Logger log = LoggerFactory.getLogger(ProducerTransactions.class);

    private final TransactionManager transactions;
    private final MethodHandle epochGetter;

    private ProducerTransactions(TransactionManager transactions, MethodHandle epochGetter) {
        this.transactions = transactions;
        this.epochGetter = epochGetter;
    }

    /** Those of a producer whose transactions are begun already; empty if they cannot be seen. */
    static Optional<ProducerTransactions> of(Producer<?, ?> producer) {
        if (!(producer instanceof KafkaProducer<?, ?> real)) {
            return Optional.empty();
        }
        try {
            var here = MethodHandles.lookup();
            var field = MethodHandles.privateLookupIn(KafkaProducer.class, here)
                    .findGetter(KafkaProducer.class, "transactionManager", TransactionManager.class);
            var epoch = MethodHandles.privateLookupIn(TransactionManager.class, here)
                    .findVirtual(
                            TransactionManager.class,
                            "producerIdAndEpoch",
                            MethodType.methodType(ProducerIdAndEpoch.class));
            return Optional.ofNullable((TransactionManager) field.invoke(real))
                    .map(seen -> new ProducerTransactions(seen, epoch));
        } catch (ReflectiveOperationException e) {
            log.warn("Kafka's client has changed, so that records go through it one by one: reason={}", e.toString());
            return Optional.empty();
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Whether every transaction has an epoch of its own, and the broker takes note of partitions by itself. */
    boolean areVersion2() {
        return transactions.isTransactionV2Enabled();
    }

    /** Who sends in the transaction that has begun. */
    ProducerEpoch epoch() {
        try {
            var now = (ProducerIdAndEpoch) epochGetter.invokeExact(transactions);
            return new ProducerEpoch(now.producerId, now.epoch);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Tells the producer that its transaction has records in a partition, so that it ends it there even if it has none itself. */
    void holds(TopicPartition partition) {
        transactions.maybeAddPartition(partition);
    }

    private static RuntimeException unexpected(Throwable e) {
        if (e instanceof RuntimeException known) {
            return known;
        }
        if (e instanceof Error error) {
            throw error;
        }
        return new IllegalStateException("Kafka's client threw what it does not declare", e);
    }
}
