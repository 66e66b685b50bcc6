package dev.millrace.delivery.audit;

import dev.millrace.delivery.audit.Trouble.Kind;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A look at the topics every second, without waiting for the answer: whether Kafka answers, whether they are still the
 * same topics, and how far they go. For the reading thread.
 */
final class TopicLook {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final TopicWatch topics;
    private final Collection<String> names;
    private final Figures figures;
    private final Condition condition;
    private @Nullable CompletableFuture<Seen> asked;
    private long next = System.nanoTime();

    private record Seen(Map<String, TopicDescription> topics, Map<TopicPartition, Long> ends) {}

    TopicLook(TopicWatch topics, Collection<String> names, Figures figures, Condition condition) {
        this.topics = topics;
        this.names = names;
        this.figures = figures;
        this.condition = condition;
    }

    /** Looks if it is time to; true if a topic is no longer the one its partitions were placed in. */
    boolean changed(Partitions partitions) {
        long now = System.nanoTime();
        if (asked == null) {
            if (now - next >= 0) {
                next = now + EVERY.toNanos();
                asked = ask(partitions.read().keySet());
            }
            return false;
        }
        if (!asked.isDone()) {
            return false;
        }
        var answer = asked;
        asked = null;
        if (answer.isCompletedExceptionally()) {
            condition.trouble(Kind.KAFKA, TopicWatch.words(answer.exceptionNow()), null);
            return false;
        }
        return draw(answer.join(), partitions);
    }

    private CompletableFuture<Seen> ask(Collection<TopicPartition> read) {
        return topics.topics(names).thenCompose(found -> {
            var there = read.stream()
                    .filter(partition -> found.containsKey(partition.topic()))
                    .toList();
            return topics.stableEnds(there).thenApply(ends -> new Seen(found, ends));
        });
    }

    private boolean draw(Seen seen, Partitions partitions) {
        condition.over(Kind.KAFKA);
        figures.ends(seen.ends());
        figures.keep(partitions.all());
        var missing = new TreeSet<>(names);
        missing.removeAll(seen.topics().keySet());
        if (missing.isEmpty()) {
            condition.over(Kind.TOPICS);
        } else {
            condition.trouble(Kind.TOPICS, "Kafka has no topic " + String.join(", ", missing), null);
        }
        return partitions.read().entrySet().stream().anyMatch(read -> {
            var topic = seen.topics().get(read.getKey().topic());
            return topic != null && !topic.topicId().equals(read.getValue().topicId());
        });
    }
}
