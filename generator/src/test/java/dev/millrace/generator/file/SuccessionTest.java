package dev.millrace.generator.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.settings.DataSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuccessionTest {
    @TempDir
    Path folder;

    private Path live;
    private Succession succession;

    @BeforeEach
    void name() {
        live = folder.resolve("app.log");
        succession = new Succession(new LogDirectory(live), DataSize.parse("1KiB"), new Gaps());
    }

    @Test
    void aFileThatWasRenamedSinceItWasFoundIsNotTakenForAnother() throws IOException {
        Files.writeString(live, "old\n");
        var found = Objects.requireNonNull(FoundFile.at(live, null));
        Files.move(live, folder.resolve("app.log.1"));
        assertThatThrownBy(() -> succession.open(found, 0)).isInstanceOf(RotationUnderWay.class);
        Files.writeString(live, "new\n");

        assertThatThrownBy(() -> succession.open(found, 0)).isInstanceOf(RotationUnderWay.class);
    }

    @Test
    void filesFollowInTheOrderTheyWereWritten() throws IOException {
        for (var name : new String[] {"app.log.2", "app.log-20260101", "app.log.1", "app.log"}) {
            Files.writeString(folder.resolve(name), name + "\n");
            Rotation.awaitClockTick(folder);
        }
        var place = Place.before(Instant.EPOCH);
        for (var name : new String[] {"app.log.2", "app.log-20260101", "app.log.1", "app.log"}) {
            try (var next = Objects.requireNonNull(succession.after(place, null))) {
                assertThat(next.file().path()).hasFileName(name);
                place = next.place();
            }
        }
        assertThat(succession.after(place, null)).isNull();
    }
}
