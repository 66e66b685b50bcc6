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

    private final Gaps gaps = new Gaps();

    private Path live;
    private LogDirectory directory;
    private Succession succession;

    @BeforeEach
    void name() {
        live = folder.resolve("app.log");
        directory = new LogDirectory(live);
        succession = new Succession(directory, DataSize.parse("1KiB"), gaps);
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
    void aFileThatIsRotatedWhileItIsLookedForIsNotTakenForGone() throws IOException {
        Files.writeString(live, "old\n");
        var place = placeInLive();
        var files = directory.look();
        rotate("new\n");

        assertThatThrownBy(() -> succession.find(place, files)).isInstanceOf(RotationUnderWay.class);
        assertThat(gaps.count()).isZero();
        try (var found = Objects.requireNonNull(succession.find(place))) {
            assertThat(found.file().path()).hasFileName("app.log.1");
            assertThat(found.place().offset()).isEqualTo(place.offset());
        }
    }

    @Test
    void aFileThatIsCompressedWhileItIsLookedForIsNotTakenForGone() throws IOException {
        Files.writeString(live, "old\n");
        var place = placeInLive();
        rotate("new\n");
        var files = directory.look();
        rotate("newer\n");
        Rotation.compress(folder.resolve("app.log.2"));

        assertThatThrownBy(() -> succession.find(place, files)).isInstanceOf(RotationUnderWay.class);
        assertThatThrownBy(() -> succession.findLate(place, files)).isInstanceOf(RotationUnderWay.class);
        try (var found = Objects.requireNonNull(succession.find(place))) {
            assertThat(found.file().path()).hasFileName("app.log.2.gz");
            assertThat(found.place().offset()).isEqualTo(place.offset());
        }
    }

    @Test
    void aFileThatIsCutWhileItIsBeingFoundIsReadOnInTheCopyWhereItWasLeft() throws IOException {
        Files.writeString(live, "one\ntwo\n");
        var place = placeInLive();
        var copy = folder.resolve("app.log.1");
        Files.writeString(copy, "one\n");
        var files = directory.look();
        Files.writeString(copy, "one\ntwo\nthree\n");
        Files.writeString(live, "");

        try (var found = Objects.requireNonNull(succession.find(place, files))) {
            assertThat(found.file().path()).isEqualTo(copy);
            assertThat(found.place().offset()).isEqualTo(place.offset());
        }
    }

    @Test
    void aFileIsNotGivenUpForWhatAnotherOneHolds() throws IOException {
        var place = Place.before(Instant.EPOCH);
        var packed = folder.resolve("app.log.2.gz");
        Files.writeString(folder.resolve("app.log.2"), "old\n");
        Rotation.compress(folder.resolve("app.log.2"));
        var files = directory.look();
        // One further, and the next is being compressed to the name it had.
        Files.move(packed, folder.resolve("app.log.3.gz"));
        Files.writeString(folder.resolve("app.log.2"), "new\n");
        Files.write(packed, new byte[] {0x1f});

        assertThatThrownBy(() -> succession.after(place, null, files)).isInstanceOf(RotationUnderWay.class);
        assertThat(gaps.count()).isZero();
        try (var next = Objects.requireNonNull(succession.after(place, null))) {
            assertThat(next.file().path()).hasFileName("app.log.3.gz");
        }
    }

    @Test
    void aFileThatIsGoneIsNotFound() throws IOException {
        Files.writeString(live, "old\n");
        var place = placeInLive();
        Files.delete(live);
        Files.writeString(live, "new\n");

        assertThat(succession.find(place)).isNull();
        assertThat(succession.findLate(place)).isNull();
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

    /** The place at the present end of the live file. */
    private Place placeInLive() throws IOException {
        var found = Objects.requireNonNull(FoundFile.at(live, null));
        try (var file = succession.open(found, found.size())) {
            return file.place();
        }
    }

    private void rotate(String text) throws IOException {
        new Rotation(live).rename();
        Files.writeString(live, text);
    }
}
