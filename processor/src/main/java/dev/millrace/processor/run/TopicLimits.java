package dev.millrace.processor.run;

import dev.millrace.processor.topology.SizeLimits;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How large records may be on the topics a pipeline writes to, as the broker says. Thread-safe. */
final class TopicLimits implements SizeLimits {
    private static final Logger LOG = LoggerFactory.getLogger(TopicLimits.class);

    /** The largest record a producer is let prepare, uncompressed. */
    static final int MOST = 32 << 20;

    private final Broker broker;
    private final List<String> topics;
    private volatile Map<String, Integer> limits;

    TopicLimits(Broker broker, Collection<String> topics) {
        this.broker = broker;
        this.topics = List.copyOf(topics);
        this.limits = broker.maxMessageBytes(this.topics);
    }

    @Override
    public int maxBytes(String topic) {
        return Math.min(MOST, limits.getOrDefault(topic, MOST));
    }

    @Override
    public int maxUncompressedBytes() {
        return MOST;
    }

    /** Asks the broker again; what was known stays if it does not answer. */
    void refresh() {
        try {
            limits = broker.maxMessageBytes(topics);
        } catch (KafkaUnavailable e) {
            LOG.warn("limits of topics could not be asked again topics={}", topics, e);
        }
    }
}
