package dev.millrace.app.reload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditedFileTest {
    private static final String YAML = """
            name: shop
            sources:
              orders: {topic: o, rate: 100/s, fields: {id: {sequence: "%d"}}}
            """;

    @TempDir
    private Path folder;

    private Path path;
    private EditedFile edited;

    @BeforeEach
    void write() throws Exception {
        path = Files.writeString(folder.resolve("shop.yaml"), YAML);
        edited = new EditedFile(path, Map.of());
    }

    @Test
    void nothingIsNewWhereNothingWasWritten() throws Exception {
        assertThat(edited.look()).isEqualTo(new EditedFile.Look.Same());
        Files.writeString(path, YAML);
        assertThat(edited.look()).isEqualTo(new EditedFile.Look.Same());
        assertThat(edited.look()).isEqualTo(new EditedFile.Look.Same());
    }

    @Test
    void anEditCountsOnceAndOnlyWhenItIsThroughBeingWritten() throws Exception {
        Files.writeString(path, YAML.substring(0, 40));
        assertThat(edited.look()).isEqualTo(new EditedFile.Look.Same());
        Files.writeString(path, YAML.replace("100/s", "200/s"));
        assertThat(edited.look()).isEqualTo(new EditedFile.Look.Same());

        assertThat(edited.look())
                .isInstanceOfSatisfying(
                        EditedFile.Look.Good.class,
                        good -> assertThat(good.file().describe()).contains("200/s"));
        assertThat(edited.look()).isEqualTo(new EditedFile.Look.Same());
    }

    @Test
    void aMistakeIsToldWithItsPlaceAndOnce() throws Exception {
        Files.writeString(path, YAML.replace("rate: 100/s", "rate: fast"));
        edited.look();

        assertThat(edited.look())
                .isInstanceOfSatisfying(
                        EditedFile.Look.Bad.class, bad -> assertThat(bad.why()).contains("shop.yaml:3:"));
        assertThat(edited.look()).isEqualTo(new EditedFile.Look.Same());
    }

    @Test
    void aFileThatIsReplacedByAnotherIsNoMistakeWhileItIsGone() throws Exception {
        Files.delete(path);
        assertThat(edited.look()).isEqualTo(new EditedFile.Look.Same());
        assertThat(edited.look()).isEqualTo(new EditedFile.Look.Same());
        Files.writeString(path, YAML.replace("100/s", "200/s"));
        edited.look();

        assertThat(edited.look()).isInstanceOf(EditedFile.Look.Good.class);
    }
}
