package dev.millrace.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.embedded.FolderInUse;
import dev.millrace.embedded.ForeignFolder;
import dev.millrace.embedded.ServerFailed;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One folder, whose server has ended; each test changes what is in it, sees what comes of it, and puts it back. */
class DataFolderIT {
    @TempDir
    static Path folder;

    static PostgresSettings settings;

    @BeforeAll
    static void fill() throws Exception {
        settings = new PostgresSettings(folder, 0, "shop");
        try (var server = EmbeddedPostgres.start(settings)) {
            Notes.in(server).write("kept");
        }
    }

    @Test
    void shouldRefuseTheDataOfAnotherMajorVersion() throws Exception {
        whileFileReads(
                "format",
                "version=18.",
                "version=17.",
                () -> assertThatThrownBy(() -> EmbeddedPostgres.start(settings))
                        .isInstanceOf(ForeignFolder.class)
                        .hasMessageContaining("holds data of PostgreSQL 17.")
                        .hasMessageContaining("cannot go on from"));
    }

    @Test
    void shouldGoOnFromAnotherMinorVersion() throws Exception {
        whileFileReads("format", "version=18.6.0", "version=18.1.0", () -> {
            try (var server = EmbeddedPostgres.start(settings)) {
                assertThat(Notes.in(server).all()).containsExactly("kept");
            }
        });
    }

    @Test
    void shouldSayWhatPostgresSaidWhenItDoesNotStart() throws Exception {
        whileFileReads(
                "data/postgresql.conf",
                "include 'millrace.conf'",
                "include 'gone.conf'",
                () -> assertThatThrownBy(() -> EmbeddedPostgres.start(settings))
                        .isInstanceOf(ServerFailed.class)
                        .hasMessageContaining("gone.conf"));
    }

    @Test
    void shouldRefuseASecondServerOfTheSameProgram() throws Exception {
        try (var first = EmbeddedPostgres.start(settings)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(settings)).isInstanceOf(FolderInUse.class);
            assertThatThrownBy(() -> EmbeddedPostgres.stopLeftOver(folder)).isInstanceOf(FolderInUse.class);

            assertThat(Notes.in(first).all()).containsExactly("kept");
        }
    }

    @Test
    void shouldNotMindThatAnotherProcessHasTheNumberOfAServerThatDied() throws Exception {
        var alive = ProcessHandle.current().pid();
        Files.writeString(
                folder.resolve("data/postmaster.pid"),
                "%d\n%s\n1700000000\n5432\n\n127.0.0.1\n\nready\n".formatted(alive, folder.resolve("data")));

        try (var server = EmbeddedPostgres.start(settings)) {
            assertThat(Notes.in(server).all()).containsExactly("kept");
        }
    }

    @Test
    void shouldSayWhatToDoWhereItCannotTellIfAServerWasLeftOver() throws Exception {
        var file = folder.resolve("data/postmaster.pid");
        Files.writeString(file, "");
        try {
            assertThatThrownBy(() -> EmbeddedPostgres.start(settings))
                    .isInstanceOf(ServerFailed.class)
                    .hasMessageContaining(file.getFileName() + " is damaged")
                    .hasMessageContaining("remove that file");
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void shouldHaveNothingToEndWhereNothingWasLeftOver() {
        assertThat(EmbeddedPostgres.stopLeftOver(folder)).isEmpty();
        assertThat(EmbeddedPostgres.stopLeftOver(folder.resolve("never-made"))).isEmpty();
    }

    private static void whileFileReads(String file, String before, String after, Check check) throws Exception {
        var path = folder.resolve(file);
        var original = Files.readString(path);
        assertThat(original).contains(before);
        Files.writeString(path, original.replace(before, after));
        try {
            check.run();
        } finally {
            Files.writeString(path, original);
        }
    }

    private interface Check {
        void run() throws Exception;
    }
}
