package dev.millrace.delivery.audit;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What Kafka says of topics and their logs. Thread-safe. */
final class TopicWatch implements AutoCloseable {
    private final Admin admin;
    private final Duration answer;

    /**
     * @param answer how long Kafka may take to answer
     */
    TopicWatch(Admin admin, Duration answer) {
        this.admin = admin;
        this.answer = answer;
    }

    /** The topics that are there, by name; one that is not is left out. */
    CompletableFuture<Map<String, TopicDescription>> topics(Collection<String> names) {
        var options = new DescribeTopicsOptions().timeoutMs(millis());
        var topics = new TreeMap<String, CompletionStage<List<TopicDescription>>>();
        admin.describeTopics(names, options)
                .topicNameValues()
                .forEach((name, topic) -> topics.put(
                        name, topic.toCompletionStage().thenApply(List::of).exceptionally(TopicWatch::noneIfUnknown)));
        return all(topics).thenApply(found -> {
            var there = new HashMap<String, TopicDescription>();
            found.forEach((name, topic) -> topic.forEach(description -> there.put(name, description)));
            return there;
        });
    }

    /** The first offsets of the given partitions, which must be there. */
    CompletableFuture<Map<TopicPartition, Long>> starts(Collection<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
    }

    /** Where the given logs end, transactions that are not over included. */
    CompletableFuture<Map<TopicPartition, Long>> ends(Collection<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
    }

    /** Up to where the given logs are committed: the last stable offsets. */
    CompletableFuture<Map<TopicPartition, Long>> stableEnds(Collection<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
    }

    /** Waits for an answer. */
    <T> T await(CompletableFuture<T> asked) throws KafkaUnavailable, InterruptedException {
        // The client's own time-out comes first; this is for when even that does not.
        return await(asked, answer.multipliedBy(2));
    }

    /** Waits for an answer for up to {@code patience}. */
    <T> T await(CompletableFuture<T> asked, Duration patience) throws KafkaUnavailable, InterruptedException {
        try {
            return asked.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new KafkaUnavailable(words(e), e);
        } catch (TimeoutException e) {
            throw new KafkaUnavailable("Kafka does not answer", e);
        }
    }

    /** A failed answer in one line for a person. */
    static String words(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null
                && (cause instanceof ExecutionException || cause instanceof CompletionException)) {
            cause = cause.getCause();
        }
        return "Kafka: " + cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }

    private CompletableFuture<Map<TopicPartition, Long>> offsets(
            Collection<TopicPartition> partitions, OffsetSpec spec, IsolationLevel isolation) {
        if (partitions.isEmpty()) {
            return CompletableFuture.completedFuture(Map.of());
        }
        var wanted = new HashMap<TopicPartition, OffsetSpec>();
        partitions.forEach(partition -> wanted.put(partition, spec));
        return admin.listOffsets(wanted, new ListOffsetsOptions(isolation).timeoutMs(millis()))
                .all()
                .toCompletionStage()
                .toCompletableFuture()
                .thenApply(found -> {
                    var offsets = new HashMap<TopicPartition, Long>();
                    found.forEach((partition, info) -> offsets.put(partition, info.offset()));
                    return offsets;
                });
    }

    private static List<TopicDescription> noneIfUnknown(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof UnknownTopicOrPartitionException) {
            return List.of();
        }
        throw new CompletionException(cause);
    }

    private static <K, V> CompletableFuture<Map<K, V>> all(Map<K, CompletionStage<V>> stages) {
        var futures = new HashMap<K, CompletableFuture<V>>();
        stages.forEach((key, stage) -> futures.put(key, stage.toCompletableFuture()));
        return CompletableFuture.allOf(futures.values().toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> {
                    var values = new HashMap<K, V>();
                    futures.forEach((key, future) -> values.put(key, future.join()));
                    return values;
                });
    }

    private int millis() {
        return Math.toIntExact(answer.toMillis());
    }
}
