package dev.millrace.app.file;

import dev.millrace.settings.InvalidSetting;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * Which properties of Kafka's clients a file may set for all of them, and to what. What proof and order rest on it may
 * not: that would fail later, deep in a client, or be passed over in silence.
 */
final class ClientProperties {
    private static final String PROOF = "no event may be lost or sent twice, and that rests on it";
    private static final String OWN = "every client has its own, which follows from what it does";
    private static final String READ = "what readers take for written, and where they go on, rests on it";
    private static final String FORM = "the setting 'encoding' says how events are written";
    private static final String BETWEEN = "what comes between Millrace and Kafka could lose or repeat events";

    private static final Map<String, String> RESERVED = Map.ofEntries(
            Map.entry("bootstrap.servers", "they are named by 'bootstrap-servers', beside 'properties'"),
            Map.entry("acks", PROOF),
            Map.entry("enable.idempotence", PROOF),
            Map.entry("retries", PROOF),
            Map.entry("max.in.flight.requests.per.connection", "it is chosen under 'producer' of a source"),
            Map.entry("transactional.id", OWN),
            Map.entry("transaction.timeout.ms", PROOF),
            Map.entry("transaction.two.phase.commit.enable", PROOF),
            Map.entry("partitioner.class", "the setting 'partition' of a source says where events go"),
            Map.entry("partitioner.ignore.keys", "events of one key would no longer be in order"),
            Map.entry("interceptor.classes", BETWEEN),
            Map.entry("key.serializer", FORM),
            Map.entry("value.serializer", FORM),
            Map.entry("key.deserializer", FORM),
            Map.entry("value.deserializer", FORM),
            Map.entry("isolation.level", READ),
            Map.entry("enable.auto.commit", READ),
            Map.entry("auto.offset.reset", READ),
            Map.entry("group.id", OWN),
            Map.entry("group.instance.id", OWN),
            Map.entry("group.protocol", OWN),
            Map.entry("group.remote.assignor", OWN),
            Map.entry("partition.assignment.strategy", OWN),
            Map.entry("allow.auto.create.topics", "topics are made as the file says, or not at all"),
            Map.entry("application.id", OWN),
            Map.entry("state.dir", "state is in the data folder, which --data names"),
            Map.entry("processing.guarantee", PROOF),
            Map.entry("topology.optimization", "stores are found again by their names, and those rest on it"),
            Map.entry("rocksdb.config.setter", "pipelines share their memory, and that rests on it"));

    /** By which a property of Kafka Streams says which of its clients it is for. */
    private static final Pattern PREFIX = Pattern.compile("^((main|restore|global)\\.)?(producer|consumer|admin)\\.");

    private static final List<ConfigDef> CLIENTS =
            List.of(ProducerConfig.configDef(), ConsumerConfig.configDef(), AdminClientConfig.configDef());

    private ClientProperties() {}

    /**
     * Checks them.
     *
     * @throws InvalidSetting for the name of one that cannot be set, or not to this
     */
    static void check(Map<String, String> properties) {
        for (var name : properties.keySet()) {
            var reason = RESERVED.get(PREFIX.matcher(name).replaceFirst(""));
            if (reason != null) {
                throw new InvalidSetting(name, "cannot be set here: " + reason);
            }
        }
        for (var client : CLIENTS) {
            for (var checked : client.validate(properties)) {
                // What it misses beside those is set by the program.
                if (properties.containsKey(checked.name())
                        && !checked.errorMessages().isEmpty()) {
                    throw new InvalidSetting(
                            checked.name(), "is not what Kafka takes: " + String.join("; ", checked.errorMessages()));
                }
            }
        }
    }
}
