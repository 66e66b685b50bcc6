package dev.millrace.app.topics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives topics that are there the settings they are to have by now, such as those that an earlier version made. Where Kafka
 * does not let it, a warning says what to do, and the program goes on with what there is.
 */
final class TopicMending {
    private static final Logger log = LoggerFactory.getLogger(TopicMending.class);

    private final Admin admin;

    TopicMending(Admin admin) {
        this.admin = admin;
    }

    /** Throws {@link KafkaNotReachable} if Kafka does not answer. */
    void mend(List<TopicSpec> present) {
        var mended = new HashMap<ConfigResource, TopicSpec>();
        present.stream()
                .filter(spec -> !spec.mended().isEmpty())
                .forEach(spec -> mended.put(new ConfigResource(ConfigResource.Type.TOPIC, spec.name()), spec));
        if (mended.isEmpty()) {
            return;
        }
        Map<ConfigResource, Config> configs =
                TopicProvisioner.get(admin.describeConfigs(mended.keySet()).all());
        mended.forEach((topic, spec) -> {
            var found = configs.get(topic);
            // In the order of their names, for the log.
            new TreeMap<>(spec.mended()).forEach((name, wanted) -> {
                var entry = found == null ? null : found.get(name);
                var value = entry == null || entry.value() == null ? "nothing" : entry.value();
                if (!value.equals(wanted)) {
                    change(topic, name, value, wanted);
                }
            });
        });
    }

    private void change(ConfigResource topic, String name, String found, String wanted) {
        var change = new AlterConfigOp(new ConfigEntry(name, wanted), AlterConfigOp.OpType.SET);
        try {
            TopicProvisioner.get(admin.incrementalAlterConfigs(Map.of(topic, List.of(change)))
                    .all());
            log.info("A topic was given a setting: topic={} {}={} before={}", topic.name(), name, wanted, found);
        } catch (KafkaNotReachable e) {
            if (!(e.getCause() instanceof ApiException refused) || refused instanceof RetriableException) {
                throw e;
            }
            log.warn(
                    "Kafka does not let a setting of a topic be changed, see 'message.timestamp.type' in"
                            + " docs/instances.md; somebody who may do it is to run: kafka-configs.sh --bootstrap-server …"
                            + " --alter --topic {} --add-config {}={} (it is {} now; reason={})",
                    topic.name(),
                    name,
                    wanted,
                    found,
                    refused.getMessage());
        }
    }
}
