package dev.millrace.embedded.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.embedded.FolderInUse;
import dev.millrace.embedded.FolderUnusable;
import dev.millrace.embedded.ForeignFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderClaimTest {
    private static final FolderFormat MILL = new FolderFormat("Mill", 3, "4.2.1", VersionRule.NOT_NEWER);

    @TempDir
    Path parent;

    @Test
    void shouldKeepTheFoldersIdFromOneOwnerToTheNext() {
        var folder = parent.resolve("a/b");
        String first;
        try (var claim = FolderClaim.take(folder, MILL)) {
            first = claim.id();
        }

        try (var claim = FolderClaim.take(folder, MILL)) {
            assertThat(claim.id()).isEqualTo(first).isNotEmpty();
        }
    }

    @Test
    void shouldTurnAwayASecondOwnerUntilTheFirstIsDone() {
        var first = FolderClaim.take(parent, MILL);
        assertThatThrownBy(() -> FolderClaim.take(parent, MILL)).isInstanceOf(FolderInUse.class);
        assertThatThrownBy(() -> FolderClaim.take(parent, MILL)).isInstanceOf(FolderInUse.class);

        first.close();

        FolderClaim.take(parent, MILL).close();
    }

    @Test
    void shouldLeaveAFolderAloneThatHoldsSomethingElse() throws Exception {
        Files.writeString(parent.resolve("holiday.jpg"), "sunset");

        assertThatThrownBy(() -> FolderClaim.take(parent, MILL))
                .isInstanceOf(ForeignFolder.class)
                .hasMessageContaining("holiday.jpg");

        try (var files = Files.list(parent)) {
            assertThat(files).containsExactly(parent.resolve("holiday.jpg"));
        }
    }

    @Test
    void shouldRefuseTheFolderOfAnotherServer() {
        FolderClaim.take(parent, new FolderFormat("Weir", 3, "4.2.1", VersionRule.NOT_NEWER))
                .close();

        assertThatThrownBy(() -> FolderClaim.take(parent, MILL))
                .isInstanceOf(ForeignFolder.class)
                .hasMessageContaining("holds data of Weir, not of Mill");
        FolderClaim.take(parent, new FolderFormat("Weir", 3, "4.2.1", VersionRule.NOT_NEWER))
                .close();
    }

    @Test
    void shouldSayThatTheFolderCannotBeMade() throws Exception {
        var file = Files.writeString(parent.resolve("file"), "");

        assertThatThrownBy(() -> FolderClaim.take(file.resolve("below"), MILL)).isInstanceOf(FolderUnusable.class);
    }
}
