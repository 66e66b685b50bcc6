package dev.millrace.embedded.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTreeTest {
    @TempDir
    Path parent;

    @Test
    void shouldRemoveAllThatIsInItButNothingThatIsOnlyLinkedTo() throws Exception {
        var elsewhere = Files.writeString(
                Files.createDirectory(parent.resolve("elsewhere")).resolve("kept"), "");
        var folder = Files.createDirectories(parent.resolve("tree/below")).getParent();
        Files.writeString(folder.resolve("below/file"), "");
        Files.createSymbolicLink(folder.resolve("link"), elsewhere.getParent());

        FolderTree.remove(folder);
        FolderTree.remove(folder);

        assertThat(folder).doesNotExist();
        assertThat(elsewhere).exists();
    }
}
