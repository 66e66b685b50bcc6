package dev.millrace.ledger.follow;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What Kafka says of topics and where their logs end. Thread-safe; every question waits for its answer. */
public final class TopicLogs {
    private final Admin admin;
    private final Duration patience;

    /**
     * Answers from an admin client, which stays the caller's.
     *
     * @param patience how long to wait for one answer; after that a {@link KafkaException} says that Kafka is silent
     */
    public TopicLogs(Admin admin, Duration patience) {
        this.admin = admin;
        this.patience = patience;
    }

    /** The topics that exist, by name; those that do not are left out. */
    public Map<String, TopicDescription> describe(Collection<String> topics) throws InterruptedException {
        var found = new HashMap<String, TopicDescription>();
        for (var answer : admin.describeTopics(topics).topicNameValues().entrySet()) {
            try {
                found.put(answer.getKey(), answer(answer.getValue()));
            } catch (UnknownTopicOrPartitionException e) {
                // Left out, so that the caller sees which are not there.
            }
        }
        return found;
    }

    /** All partitions of topics. */
    public static Set<TopicPartition> partitions(Collection<TopicDescription> topics) {
        var partitions = new HashSet<TopicPartition>();
        for (var topic : topics) {
            for (var partition : topic.partitions()) {
                partitions.add(new TopicPartition(topic.name(), partition.partition()));
            }
        }
        return partitions;
    }

    /**
     * The offset after the last record of each partition.
     *
     * @param isolation committed: up to the first transaction that is still open; uncommitted: all that is there
     */
    public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions, IsolationLevel isolation)
            throws InterruptedException {
        return offsets(partitions, OffsetSpec.latest(), isolation);
    }

    /** The offset of the first record of each partition that is still there. */
    public Map<TopicPartition, Long> starts(Collection<TopicPartition> partitions) throws InterruptedException {
        return offsets(partitions, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
    }

    /** The end of every partition of every topic. */
    public Map<TopicPartition, Long> allEnds() throws InterruptedException {
        var names = answer(admin.listTopics().names());
        return ends(partitions(describe(names).values()), IsolationLevel.READ_UNCOMMITTED);
    }

    private Map<TopicPartition, Long> offsets(
            Collection<TopicPartition> partitions, OffsetSpec which, IsolationLevel isolation)
            throws InterruptedException {
        var wanted = new HashMap<TopicPartition, OffsetSpec>();
        partitions.forEach(partition -> wanted.put(partition, which));
        var answers = answer(
                admin.listOffsets(wanted, new ListOffsetsOptions(isolation)).all());
        var offsets = new HashMap<TopicPartition, Long>();
        answers.forEach((partition, answer) -> offsets.put(partition, answer.offset()));
        return offsets;
    }

    private <T> T answer(KafkaFuture<T> future) throws InterruptedException {
        try {
            return future.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KafkaException cause) {
                throw cause;
            }
            throw new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("Kafka has not answered for " + patience.toSeconds() + " s", e);
        }
    }
}
