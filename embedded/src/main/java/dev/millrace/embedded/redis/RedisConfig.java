package dev.millrace.embedded.redis;

import dev.millrace.embedded.folder.SecretFile;
import java.io.IOException;
import java.nio.file.Path;

/** What the server is configured with, in a file that is written at each start and that only this account can read. */
final class RedisConfig {
    private RedisConfig() {}

    static Path write(RedisFolder folder, int port) throws IOException {
        var file = folder.root().resolve("redis.conf");
        SecretFile.write(
                file, """
            # Written at each start.
            bind 127.0.0.1
            port %d
            unixsocket ""
            protected-mode yes
            requirepass %s
            dir "%s"
            pidfile "%s"
            logfile "%s"

            # In a session of its own, where Ctrl-C of a terminal does not reach it.
            daemonize yes

            # What is in it matters for seconds: it is kept over an orderly end, and no fork or disk slows it before.
            save 86400 1
            appendonly no
            stop-writes-on-bgsave-error no
            maxmemory 256mb
            maxmemory-policy volatile-ttl
            databases 16
            """.formatted(port, folder.password(), folder.data(), folder.pidFile(), folder.serverLog()));
        return file;
    }
}
