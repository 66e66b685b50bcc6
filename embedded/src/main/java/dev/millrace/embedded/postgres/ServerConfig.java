package dev.millrace.embedded.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the server is configured with, in a file of its own that is written at each start. */
final class ServerConfig {
    static final String FILE = "millrace.conf";

    private ServerConfig() {}

    static void write(Path data, int port) throws IOException {
        Files.writeString(data.resolve(FILE), """
            # Written at each start. Settings of your own go into postgresql.conf, after the line that includes this.
            listen_addresses = '127.0.0.1'
            unix_socket_directories = ''
            port = %d
            max_connections = 60

            # Committed is on the disk.
            fsync = on
            synchronous_commit = on
            full_page_writes = on

            # Nobody replicates from here.
            wal_level = minimal
            max_wal_senders = 0

            # Small, and with few processes: the machine does the rest of the work too.
            shared_buffers = 64MB
            wal_buffers = 8MB
            io_method = sync
            jit = off
            max_worker_processes = 0
            max_parallel_workers = 0
            max_logical_replication_workers = 0
            autovacuum_max_workers = 1

            # In words and times that are the same everywhere.
            timezone = 'UTC'
            log_timezone = 'UTC'
            lc_messages = 'C'
            log_checkpoints = off
            """.formatted(port));
    }
}
