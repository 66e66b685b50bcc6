package dev.millrace.embedded.postgres;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import dev.millrace.embedded.FolderUnusable;
import dev.millrace.embedded.folder.FolderTree;
import dev.millrace.embedded.folder.PrivateFolder;
import dev.millrace.embedded.folder.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/** Makes an empty data directory with {@code initdb}. */
final class ClusterLayout {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private ClusterLayout() {}

    /** Makes it if there is none; entire or, if this is killed amid it, not at all. */
    static void ensure(DataFolder folder, PostgresPrograms programs) {
        try {
            if (!Files.isDirectory(folder.data())) {
                var unfinished = folder.root().resolve("data.unfinished");
                FolderTree.remove(unfinished);
                PrivateFolder.make(unfinished);
                initialise(unfinished, folder, programs);
                Files.move(unfinished, folder.data(), ATOMIC_MOVE);
            }
            programs.account().give(folder.data());
        } catch (IOException e) {
            throw new FolderUnusable(folder.root(), e);
        }
    }

    private static void initialise(Path directory, DataFolder folder, PostgresPrograms programs) throws IOException {
        var password = folder.root().resolve("password.initdb");
        SecretFile.write(password, folder.password());
        try {
            programs.account().give(directory);
            programs.account().give(password);
            // The collation of code points is PostgreSQL's own: the same on every machine, whatever is installed.
            programs.run(
                    LIMIT,
                    "initdb",
                    List.of(
                            "--pgdata=" + directory,
                            "--username=" + ServerAddress.USER,
                            "--pwfile=" + password,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale=C",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8",
                            "--no-instructions"));
        } finally {
            Files.deleteIfExists(password);
        }
        Files.writeString(
                directory.resolve("postgresql.conf"),
                "\ninclude '" + ServerConfig.FILE + "'\n",
                StandardOpenOption.APPEND);
    }
}
