package dev.millrace.app.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.embedded.FolderInUse;
import dev.millrace.embedded.ForeignFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path folder;

    @Test
    void shouldNotWipeWhatMillraceDidNotMake() throws IOException {
        var foreign = Files.createDirectories(folder.resolve("projects").resolve("kafka"));
        var kept = Files.writeString(foreign.resolve("kept.txt"), "mine");

        assertThat(new DataFolder(folder.resolve("projects")).wipe()).isFalse();

        assertThat(kept).hasContent("mine");
    }

    @Test
    void shouldNotMoveInWhereSomethingElseLives() throws IOException {
        Files.writeString(folder.resolve("kept.txt"), "mine");

        assertThatThrownBy(() -> new DataFolder(folder).claim())
                .isInstanceOf(ForeignFolder.class)
                .hasMessageContaining("kept.txt");
    }

    @Test
    void shouldWipeWhatItMade() {
        var data = new DataFolder(folder.resolve("data"));
        data.claim().close();

        assertThat(data.wipe()).isTrue();

        assertThat(data.path()).doesNotExist();
    }

    @Test
    void shouldNotBeWipedOrTakenTwiceWhileSomebodyHasIt() {
        var data = new DataFolder(folder.resolve("data"));
        try (var claim = data.claim()) {
            assertThatThrownBy(data::claim).isInstanceOf(FolderInUse.class);
            assertThatThrownBy(data::wipe).isInstanceOf(FolderInUse.class);
            assertThat(claim.folder()).isDirectory();
        }
    }

    @Test
    void shouldNotTakeALaterProcessForTheOneThatRanHere() throws IOException {
        var data = new DataFolder(folder.resolve("data"));
        try (var claim = data.claim()) {
            data.write(Instance.ofThisProcess("shop", "shop.yaml", false, true, Map.of()));
            assertThat(data.running()).isPresent();
            var word = claim.folder().resolve("instance.json");
            var text = Files.readString(word);
            Files.writeString(word, text.replaceFirst("\"birth\" : \"[^\"]*\"", "\"birth\" : \"tick 1\""));

            assertThat(data.running()).isEmpty();
        }
    }

    @Test
    void shouldKnowAProgramThatDoesNotTellWhenItBegan() throws IOException {
        var data = new DataFolder(folder.resolve("data"));
        try (var claim = data.claim()) {
            Files.writeString(claim.folder().resolve("instance.json"), """
                    {"pid": %d, "startedAt": "2026-11-22T10:00:00Z", "name": "shop", "file": "shop.yaml", "ready": true,
                     "addresses": {}}
                    """.formatted(
                            ProcessHandle.current().pid()));

            assertThat(data.running()).isPresent();
        }
    }
}
