package dev.millrace.generator.channel;

import dev.millrace.event.DeadLetter;
import dev.millrace.event.progress.Deviation;
import dev.millrace.event.progress.Progress;
import java.util.Map;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * What the topics of a channel take.
 *
 * @param settings what is allowed by setting
 * @param topics   what the broker said of each topic
 */
record ChannelLimits(ChannelSettings settings, Map<String, TopicLimits> topics) {
    /** Where it is not known, what Kafka has in its settings; a little less, for what compression may add. */
    private static final long USUAL_BATCH = 1_000_000;

    ChannelLimits {
        topics = Map.copyOf(topics);
    }

    /** The most that key and value of a record on a topic may come to. */
    long largestEvent(String topic) {
        return Math.min(settings.maxEvent().bytes(), of(topic).largestEvent());
    }

    /** The largest record on a topic's dead-letter topic. */
    long largestLetter(String topic) {
        return of(topic).deadLetters();
    }

    /** The largest batch of records that all topics take, as far as is known. */
    long largestBatch() {
        return topics.values().stream()
                .mapToLong(TopicLimits::events)
                .map(limit -> Math.min(limit, USUAL_BATCH))
                .min()
                .orElse(USUAL_BATCH);
    }

    /** How many partitions there are together. */
    int partitions() {
        return topics.values().stream().mapToInt(TopicLimits::partitions).sum();
    }

    /** Whether none of the topics is one that takes what is said of events. */
    boolean areForEventsAlone() {
        var names = topics.keySet();
        return !names.contains(Progress.TOPIC)
                && !names.contains(Deviation.TOPIC)
                && names.stream().map(DeadLetter::topicFor).noneMatch(names::contains);
    }

    int partitions(String topic) throws ChannelLost {
        int partitions = of(topic).partitions();
        if (partitions < 1) {
            throw new ChannelLost(
                    "Sending to topic " + topic,
                    new UnknownTopicOrPartitionException("it is not there, or Kafka does not let it be described"));
        }
        return partitions;
    }

    /** Why an event of that size is put aside. */
    String tooLarge(String topic, long size) {
        var limit = of(topic);
        boolean bySetting = settings.maxEvent().bytes() <= limit.largestEvent();
        return "the event has " + size + " bytes, more than the "
                + (bySetting
                        ? settings.maxEvent() + " allowed"
                        : limit.largestEvent() + " for which topic " + topic + " has room (its max.message.bytes is "
                                + limit.events() + ")");
    }

    private TopicLimits of(String topic) {
        return topics.getOrDefault(topic, TopicLimits.NONE);
    }
}
