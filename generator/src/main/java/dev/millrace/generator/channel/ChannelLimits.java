package dev.millrace.generator.channel;

import java.util.Map;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * What the topics of a channel take.
 *
 * @param settings what is allowed by setting
 * @param topics   what the broker said of each topic
 */
record ChannelLimits(ChannelSettings settings, Map<String, TopicLimits> topics) {
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
