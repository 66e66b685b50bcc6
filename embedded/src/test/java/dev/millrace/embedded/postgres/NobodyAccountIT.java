package dev.millrace.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.millrace.embedded.FolderUnusable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** For root where no user namespaces are to be had. */
class NobodyAccountIT {
    @TempDir
    Path folders;

    private PostgresSettings settings;

    @BeforeEach
    void onlyForRoot() {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        settings = new PostgresSettings(folders.resolve("data"), 0, "shop");
    }

    @Test
    void shouldWorkAndGiveTheFolderToWhicheverAccountComesNext() throws Exception {
        Files.setPosixFilePermissions(folders, PosixFilePermissions.fromString("rwx--x--x"));

        try (var server = EmbeddedPostgres.start(settings, ServerAccount.NOBODY)) {
            Notes.in(server).write("by nobody");
            var data = settings.folder().resolve("data");
            assertThat(Files.getOwner(data).getName()).isEqualTo("nobody");
        }

        try (var server = EmbeddedPostgres.start(settings)) {
            Notes.in(server).write("by another");
        }
        try (var server = EmbeddedPostgres.start(settings, ServerAccount.NOBODY)) {
            assertThat(Notes.in(server).all()).containsExactly("by another", "by nobody");
        }
    }

    @Test
    void shouldSayWhichFolderNobodyMayNotPass() {
        assertThatThrownBy(() -> EmbeddedPostgres.start(settings, ServerAccount.NOBODY))
                .isInstanceOf(FolderUnusable.class)
                .hasMessageContaining("nobody, who may not pass")
                .hasMessageContaining(folders.toString());
    }
}
