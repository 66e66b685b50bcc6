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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Kafka says of topics and where their logs end. Thread-safe; every question waits for its answer. */
public final class TopicLogs {
    private static final Logger LOG = LoggerFactory.getLogger(TopicLogs.class);

    private final Admin admin;
    private final Duration patience;

    /**
     * Answers from an admin client, which stays the caller's.
     *
     * @param patience how long to wait for the answers to one question; after that a {@link KafkaException} says that Kafka is silent
     */
    public TopicLogs(Admin admin, Duration patience) {
        this.admin = admin;
        this.patience = patience;
    }

    /**
     * Looks at topics. What cannot be told of one topic does not keep back what can of the others.
     *
     * @throws KafkaException if nothing can be told of any
     */
    public TopicsFound describe(Collection<String> topics) throws InterruptedException {
        var answers = new Answers(patience);
        var there = new HashMap<String, TopicDescription>();
        var silent = new HashMap<String, KafkaException>();
        for (var answer : admin.describeTopics(topics).topicNameValues().entrySet()) {
            try {
                there.put(answer.getKey(), answers.get(answer.getValue()));
            } catch (UnknownTopicOrPartitionException e) {
                LOG.debug("there is no such topic topic={}", answer.getKey());
            } catch (KafkaException e) {
                silent.put(answer.getKey(), e);
            }
        }
        requireAny(topics.size(), silent);
        return new TopicsFound(there, Set.copyOf(silent.keySet()));
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
     * The offset after the last record of each partition; partitions of which nobody can tell it at the moment are left
     * out.
     *
     * @param isolation committed: up to the first transaction that is still open; uncommitted: all that is there
     * @throws KafkaException if it cannot be told of any
     */
    public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions, IsolationLevel isolation)
            throws InterruptedException {
        return offsets(partitions, OffsetSpec.latest(), isolation);
    }

    /** The offset of the first record of each partition that is still there, in the way of {@link #ends}. */
    public Map<TopicPartition, Long> starts(Collection<TopicPartition> partitions) throws InterruptedException {
        return offsets(partitions, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
    }

    /**
     * The end of every partition of every topic; {@link Long#MAX_VALUE} for one that nobody can tell the end of at the
     * moment, as if all that will ever be there were.
     *
     * @throws KafkaException if it cannot be told of any
     */
    public Map<TopicPartition, Long> allEnds() throws InterruptedException {
        var found = describe(new Answers(patience).get(admin.listTopics().names()));
        var ends = new HashMap<TopicPartition, Long>();
        partitions(found.there().values()).forEach(partition -> ends.put(partition, Long.MAX_VALUE));
        ends.putAll(ends(found.led(), IsolationLevel.READ_UNCOMMITTED));
        return ends;
    }

    private Map<TopicPartition, Long> offsets(
            Collection<TopicPartition> partitions, OffsetSpec which, IsolationLevel isolation)
            throws InterruptedException {
        var wanted = new HashMap<TopicPartition, OffsetSpec>();
        partitions.forEach(partition -> wanted.put(partition, which));
        var result = admin.listOffsets(wanted, new ListOffsetsOptions(isolation));
        var answers = new Answers(patience);
        var offsets = new HashMap<TopicPartition, Long>();
        var silent = new HashMap<TopicPartition, KafkaException>();
        for (var partition : wanted.keySet()) {
            try {
                offsets.put(
                        partition,
                        answers.get(result.partitionResult(partition)).offset());
            } catch (KafkaException e) {
                silent.put(partition, e);
            }
        }
        requireAny(wanted.size(), silent);
        return offsets;
    }

    /** Of one that cannot be asked about, others can: where none can, it is Kafka that is away. */
    private static <T> void requireAny(int asked, Map<T, KafkaException> silent) {
        if (asked > 0 && silent.size() == asked) {
            throw silent.values().iterator().next();
        }
        silent.forEach((what, failure) -> LOG.debug("Kafka cannot tell of {}", what, failure));
    }

    /** Answers to one question, all of which are waited for together. */
    private static final class Answers {
        private final Duration patience;
        private final long since = System.nanoTime();

        Answers(Duration patience) {
            this.patience = patience;
        }

        <T> T get(KafkaFuture<T> future) throws InterruptedException {
            try {
                long left = patience.toNanos() - (System.nanoTime() - since);
                return future.get(Math.max(0, left), TimeUnit.NANOSECONDS);
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
}
