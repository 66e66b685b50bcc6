package dev.millrace.delivery.audit;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;

/** The properties of the Kafka clients: ours, which can't be changed, over the user's, over our defaults. */
final class KafkaProperties {
    private KafkaProperties() {}

    static Map<String, Object> ofConsumer(AuditSettings settings) {
        var properties = new HashMap<String, Object>();
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, settings.groupId());
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        if (!"consumer".equalsIgnoreCase(settings.kafka().get(ConsumerConfig.GROUP_PROTOCOL_CONFIG))) {
            properties.put(
                    ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
            // An instance that was killed is replaced after this long; Kafka's own default is 45 s.
            properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
            properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
        }
        properties.putAll(settings.kafka());
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, settings.groupId());
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Where to go on is in the database. A place that Kafka no longer has must be seen, not skipped.
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        return properties;
    }

    static Map<String, Object> ofAdmin(AuditSettings settings) {
        var properties = new HashMap<String, Object>();
        properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, settings.groupId());
        settings.kafka().forEach((name, value) -> {
            if (AdminClientConfig.configNames().contains(name)) {
                properties.put(name, value);
            }
        });
        properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        return properties;
    }
}
