package dev.millrace.embedded.kafka;

import dev.millrace.embedded.ServerFailed;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.config.ConfigException;

/** What a lone, light broker is configured with. */
final class BrokerProperties {
    private BrokerProperties() {}

    static KafkaConfig of(LogFolder folder, BrokerListeners listeners, Map<String, String> overrides) {
        var properties = new HashMap<>(LONE);
        properties.putAll(LIGHT);
        var client = BrokerListeners.CLIENTS + "://127.0.0.1:" + listeners.clientPort();
        var controller = BrokerListeners.CONTROLLER + "://127.0.0.1:" + listeners.controllerPort();
        properties.put("node.id", Integer.toString(LogFolder.NODE));
        properties.put("log.dirs", folder.log().toString());
        properties.put("listeners", client + "," + controller);
        properties.put("advertised.listeners", client);
        properties.put("controller.quorum.bootstrap.servers", "127.0.0.1:" + listeners.controllerPort());
        properties.putAll(overrides);
        try {
            return KafkaConfig.apply(properties, false);
        } catch (ConfigException e) {
            throw new ServerFailed("Kafka does not take its settings: " + e.getMessage(), e);
        }
    }

    /** One node that stands for a whole cluster. */
    private static final Map<String, String> LONE = Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("inter.broker.listener.name", BrokerListeners.CLIENTS),
            Map.entry("controller.listener.names", BrokerListeners.CONTROLLER),
            Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("default.replication.factor", "1"),
            Map.entry("min.insync.replicas", "1"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("broker.session.timeout.ms", "4000"),
            Map.entry("broker.heartbeat.interval.ms", "1000"),
            Map.entry("group.initial.rebalance.delay.ms", "0"));

    /** Sized for a machine that does the rest of the work too. */
    private static final Map<String, String> LIGHT = Map.ofEntries(
            Map.entry("offsets.topic.num.partitions", "4"),
            Map.entry("transaction.state.log.num.partitions", "4"),
            Map.entry("share.coordinator.state.topic.num.partitions", "1"),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "4"),
            Map.entry("background.threads", "2"),
            Map.entry("group.coordinator.threads", "1"),
            Map.entry("group.coordinator.background.threads", "1"),
            Map.entry("share.coordinator.threads", "1"),
            // Kafka takes 128 MiB of heap for this at once; it bounds what one pass of the cleaner looks at.
            Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20)),
            // Otherwise an idle controller writes a record, and has the disk flushed, twice a second.
            Map.entry("metadata.max.idle.interval.ms", "0"),
            // After a kill the newest segment of each partition is read through: smaller ones, quicker start.
            Map.entry("log.segment.bytes", Integer.toString(128 << 20)));
}
