package dev.millrace.app.file;

import dev.millrace.generator.channel.KafkaAccess;
import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Kafka cluster to use. */
public record KafkaSection(
        @Doc("Servers to begin with, host:port, several separated by commas.")
        String bootstrapServers,

        @Doc("Further properties of Kafka's clients, such as security.protocol.") @Nullable
        Map<String, String> properties) {
    public KafkaSection {
        if (bootstrapServers.isBlank()) {
            throw new InvalidSetting("bootstrap-servers", "must name at least one server");
        }
        try {
            ClientProperties.check(properties == null ? Map.of() : properties);
        } catch (InvalidSetting e) {
            throw e.within("properties");
        }
    }

    /** The properties, empty where there are none. */
    public Map<String, String> propertiesOrEmpty() {
        return properties == null ? Map.of() : properties;
    }

    /** How the cluster is reached. */
    public KafkaAccess access() {
        return new KafkaAccess(bootstrapServers, propertiesOrEmpty());
    }

    /** Leaves out the properties, for they may hold secrets. */
    @Override
    public String toString() {
        return "KafkaSection[" + bootstrapServers + "]";
    }
}
