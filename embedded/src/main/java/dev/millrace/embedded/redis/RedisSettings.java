package dev.millrace.embedded.redis;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * Where an embedded Redis keeps its data and where it listens.
 *
 * @param folder made if absent; what an earlier server left there is gone on with
 * @param port   on 127.0.0.1; 0 takes a free one
 */
public record RedisSettings(Path folder, int port) {
    public RedisSettings {
        requireNonNull(folder, "folder");
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port: must be between 0 and 65535, was " + port);
        }
    }
}
