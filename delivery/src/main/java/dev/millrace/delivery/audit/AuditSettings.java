package dev.millrace.delivery.audit;

import dev.millrace.settings.InvalidSetting;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * What is copied, from where, and in what portions.
 *
 * @param bootstrapServers Kafka's {@code host:port}, comma separated
 * @param kafka            further properties of the Kafka clients, such as {@code security.protocol}; may hold secrets,
 *                         so only the names appear in {@link #toString()}
 * @param topics           the topics to copy, at least one, each once
 * @param groupId          the consumer group, which shares the partitions among instances. All instances that write to
 *                         one database use the same
 * @param batch            when a batch is written
 * @param retry            how servers that fail are tried again
 */
public record AuditSettings(
        String bootstrapServers,
        Map<String, String> kafka,
        List<String> topics,
        String groupId,
        BatchLimits batch,
        RetrySettings retry) {

    private static final Set<String> OWN = Set.of(
            CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
            ConsumerConfig.GROUP_ID_CONFIG,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);

    public AuditSettings {
        kafka = Map.copyOf(kafka);
        topics = List.copyOf(topics);
        if (bootstrapServers.isBlank()) {
            throw new InvalidSetting("bootstrapServers", "must name at least one host:port");
        }
        for (var name : new TreeSet<>(kafka.keySet())) {
            if (OWN.contains(name)) {
                throw new InvalidSetting("kafka." + name, "is set by the audit trail itself; leave it out");
            }
        }
        if (topics.isEmpty() || topics.contains("")) {
            throw new InvalidSetting("topics", "must name at least one topic, and none may be empty");
        }
        if (Set.copyOf(topics).size() != topics.size()) {
            throw new InvalidSetting("topics", "names a topic twice: " + topics);
        }
        if (groupId.isBlank()) {
            throw new InvalidSetting("groupId", "must not be blank");
        }
    }

    /** Settings with the group {@code millrace-audit} and defaults for everything else. */
    public static AuditSettings of(String bootstrapServers, List<String> topics) {
        return new AuditSettings(
                bootstrapServers, Map.of(), topics, "millrace-audit", BatchLimits.DEFAULT, RetrySettings.DEFAULT);
    }

    /** Everything but the values of the Kafka properties. */
    @Override
    public String toString() {
        return "AuditSettings[bootstrapServers=" + bootstrapServers + ", kafka=" + new TreeSet<>(kafka.keySet())
                + ", topics=" + topics + ", groupId=" + groupId + ", batch=" + batch + ", retry=" + retry + "]";
    }
}
