package dev.millrace.ledger.follow;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Looks at topics again and again without keeping the reader waiting for the answer. Used by one thread. */
final class TopicWatch {
    private final Admin admin;
    private final Duration every;
    private final Trouble trouble;
    private Map<String, TopicDescription> latest = Map.of();
    private Set<String> wanted = Set.of();
    private boolean askNow;
    private long asked = System.nanoTime();
    private @Nullable Map<String, KafkaFuture<TopicDescription>> question;

    TopicWatch(Admin admin, Duration every, Trouble trouble) {
        this.admin = admin;
        this.every = every;
        this.trouble = trouble;
    }

    /** Names the topics to look at; new ones are asked for at once. */
    void want(Set<String> topics) {
        if (!wanted.equals(topics)) {
            wanted = Set.copyOf(topics);
            askNow = true;
        }
    }

    /**
     * The wanted topics that exist, if an answer has come since the last call. Where the answer for one topic is an
     * error, it is taken to be as it was.
     */
    Optional<Map<String, TopicDescription>> look() throws InterruptedException {
        var open = question;
        if (open == null) {
            if (askNow || System.nanoTime() - asked >= every.toNanos()) {
                question = admin.describeTopics(wanted).topicNameValues();
                asked = System.nanoTime();
                askNow = false;
            }
            return Optional.empty();
        }
        if (!open.values().stream().allMatch(KafkaFuture::isDone)) {
            return Optional.empty();
        }
        question = null;
        return found(open);
    }

    private Optional<Map<String, TopicDescription>> found(Map<String, KafkaFuture<TopicDescription>> answers)
            throws InterruptedException {
        var found = new HashMap<String, TopicDescription>();
        boolean failed = false;
        for (var answer : answers.entrySet()) {
            try {
                found.put(answer.getKey(), answer.getValue().get());
            } catch (ExecutionException e) {
                var before = latest.get(answer.getKey());
                if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                    continue;
                }
                if (before != null) {
                    found.put(answer.getKey(), before);
                }
                trouble.failed(e);
                failed = true;
            }
        }
        if (!failed) {
            trouble.over();
        }
        latest = found;
        return Optional.of(found);
    }
}
