package dev.millrace.embedded.kafka;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where an embedded broker keeps its log and where it listens.
 *
 * @param folder    made if absent; what an earlier broker left there is gone on with
 * @param port      on 127.0.0.1; 0 takes a free one
 * @param overrides broker properties that replace the ones chosen here
 */
public record KafkaSettings(Path folder, int port, Map<String, String> overrides) {
    public KafkaSettings {
        requireNonNull(folder, "folder");
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port: must be between 0 and 65535, was " + port);
        }
        overrides = Map.copyOf(overrides);
    }

    /** A broker with nothing overridden. */
    public KafkaSettings(Path folder, int port) {
        this(folder, port, Map.of());
    }
}
