package dev.millrace.processor.run;

import dev.millrace.event.DeadLetter;
import dev.millrace.processor.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that a pipeline's topics are there before it starts. */
final class TopicPreparation {
    private static final Logger LOG = LoggerFactory.getLogger(TopicPreparation.class);
    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(15);
    private static final long POLL_MILLIS = 50;

    /** Room for a dead letter's headers beside the record it carries. */
    private static final int STORY = 64 << 10;

    private final Broker broker;
    private final Plan plan;

    TopicPreparation(Broker broker, Plan plan) {
        this.broker = broker;
        this.plan = plan;
    }

    /**
     * Makes what is missing, with as many partitions as the input has.
     *
     * @return partitions of the topics the pipeline reads, its own ones included
     * @throws InputTopicMissing if a topic to read from is not there
     * @throws TopicMismatch     if topics do not fit together
     */
    Map<String, Integer> prepare() {
        var inputs = new TreeMap<>(broker.partitions(plan.inputTopics()));
        for (var topic : plan.inputTopics()) {
            if (!inputs.containsKey(topic)) {
                throw new InputTopicMissing(plan.pipeline(), topic);
            }
        }
        if (plan.needsCopartitioning() && new HashSet<>(inputs.values()).size() > 1) {
            throw new TopicMismatch(plan.pipeline(), inputs);
        }
        int partitions =
                inputs.values().stream().mapToInt(Integer::intValue).max().orElse(1);
        createMissing(partitions);
        var read = new HashMap<String, Integer>(inputs);
        read.putAll(broker.partitions(plan.repartitionTopics()));
        return read;
    }

    /** The topics the pipeline writes to. */
    Set<String> written() {
        var topics = new HashSet<>(plan.outputTopics());
        topics.addAll(plan.deadLetterTopics());
        topics.addAll(plan.repartitionTopics());
        return topics;
    }

    private void createMissing(int partitions) {
        var missing = written();
        missing.removeAll(broker.partitions(missing).keySet());
        if (missing.isEmpty()) {
            return;
        }
        var largestInput = broker.maxMessageBytes(plan.inputTopics());
        var topics = new ArrayList<NewTopic>();
        for (var topic : missing) {
            topics.add(new NewTopic(topic, Optional.of(partitions), Optional.empty())
                    .configs(settings(topic, largestInput)));
            LOG.info("topic is made pipeline={} topic={} partitions={}", plan.pipeline(), topic, partitions);
        }
        broker.create(topics);
        awaitVisible(missing);
    }

    private Map<String, String> settings(String topic, Map<String, Integer> largestInput) {
        int largest =
                largestInput.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        var roomy = Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(largest + STORY));
        if (plan.repartitionTopics().contains(topic)) {
            var settings = new HashMap<>(roomy);
            settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
            // Nothing is deleted by age: what has been read is, by RepartitionPurge.
            settings.put(TopicConfig.RETENTION_MS_CONFIG, "-1");
            settings.put(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
            return settings;
        }
        boolean holdsLetters =
                plan.inputTopics().stream().map(DeadLetter::topicFor).anyMatch(topic::equals);
        return holdsLetters ? roomy : Map.of();
    }

    /** A broker may answer for a topic a little later than it was made; a pipeline that does not find it ends. */
    private void awaitVisible(Collection<String> topics) {
        long deadline = System.nanoTime() + VISIBLE_WITHIN.toNanos();
        while (!broker.partitions(List.copyOf(topics)).keySet().containsAll(topics)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("topics " + topics + " were made, but are not to be seen");
            }
            Pause.millis(POLL_MILLIS);
        }
    }
}
