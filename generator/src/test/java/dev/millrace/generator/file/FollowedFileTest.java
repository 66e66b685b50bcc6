package dev.millrace.generator.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.millrace.settings.DataSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowedFileTest {
    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(1), Duration.ofMinutes(5));

    @TempDir
    Path folder;

    private Path live;
    private FollowedFile file;
    private final AtomicLong now = new AtomicLong();
    private final Lines lines = new Lines();

    @BeforeEach
    void name() {
        live = folder.resolve("app.log");
    }

    @AfterEach
    void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }

    @Test
    void linesAreDeliveredAsTheyAreCompleted() throws IOException {
        write("one\ntw");
        open(true, StartAt.START, Map.of());
        assertThat(polled()).containsExactly("one");
        write("o\r\n\n\nthree");
        assertThat(polled()).containsExactly("two");
        write("\n");
        assertThat(polled()).containsExactly("three");
        assertThat(polled()).isEmpty();
        assertThat(file.exhausted()).isFalse();
    }

    @Test
    void noMoreLinesAreDeliveredThanAskedFor() throws IOException {
        write("1\n2\n3\n4\n5\n");
        open(true, StartAt.START, Map.of());

        assertThat(file.poll(lines, 2)).isEqualTo(2);
        var position = file.position();
        assertThat(file.poll(lines, 2)).isEqualTo(2);
        assertThat(file.poll(lines, 2)).isEqualTo(1);

        assertThat(lines.taken()).containsExactly("1", "2", "3", "4", "5");
        reopen(position);
        assertThat(polled()).containsExactly("3", "4", "5");
        assertThatThrownBy(() -> file.poll(lines, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFileThatIsNotFollowedEndsWithItsLastLineTerminatedOrNot() throws IOException {
        write("one\ntwo");
        open(false, StartAt.START, Map.of());

        assertThat(polled()).containsExactly("one", "two");
        assertThat(file.exhausted()).isTrue();
        assertThat(polled()).isEmpty();
        reopenUnfollowed(file.position());
        assertThat(polled()).isEmpty();
        assertThat(file.exhausted()).isTrue();
    }

    @Test
    void anEmptyFileThatIsNotFollowedIsExhaustedAtOnce() throws IOException {
        write("");
        open(false, StartAt.START, Map.of());

        assertThat(polled()).isEmpty();
        assertThat(file.exhausted()).isTrue();
    }

    @Test
    void fromTheEndMeansNewLinesAndTheOneThatIsBeingWritten() throws IOException {
        write("old\nbeing wri");
        open(true, StartAt.END, Map.of());
        write("tten\nnew\n");

        assertThat(polled()).containsExactly("being written", "new");
    }

    @Test
    void fromTheEndOfALongFileIsFoundBackwards() throws IOException {
        write("x".repeat(20_000) + "\n" + "y".repeat(30_000));
        open(true, StartAt.END, Map.of());
        write("\nnew\n");

        assertThat(polled()).containsExactly("y".repeat(30_000), "new");
    }

    @Test
    void fromTheEndOfAFileThatIsNotThereMeansAllOfIt() throws IOException {
        open(true, StartAt.END, Map.of());
        var position = file.position();
        write("all\n");
        assertThat(polled()).containsExactly("all");

        reopen(position);
        assertThat(polled()).containsExactly("all");
    }

    @Test
    void aFileThatIsNotThereYetIsWaitedFor() throws IOException {
        open(true, StartAt.START, Map.of());
        assertThat(polled()).isEmpty();
        assertThat(file.trouble()).contains("waiting for lines in " + live + ": there is no such file yet");
        write("");
        assertThat(polled()).isEmpty();
        assertThat(file.trouble()).contains("waiting for lines in " + live + ": it is empty");
        assertThat(file.isEmpty()).isTrue();
        write("one\n");

        assertThat(polled()).containsExactly("one");
        assertThat(file.trouble()).isEmpty();
    }

    @Test
    void aFileThatIsNotThereAndNotFollowedIsAnError() {
        assertThatThrownBy(() -> open(false, StartAt.START, Map.of()))
                .isInstanceOf(UnreadableFile.class)
                .hasMessage(
                        "cannot read " + live + ": there is no such file; a file that is followed would be waited for");
    }

    @Test
    void whatIsNoFileIsNamedAndTriedAgain() throws IOException {
        Files.createDirectory(live);
        assertThatThrownBy(() -> open(false, StartAt.START, Map.of()))
                .hasMessage("cannot read " + live + ": it is not a regular file");
        open(true, StartAt.START, Map.of());
        assertThat(file.trouble()).contains("cannot read " + live + ": it is not a regular file");
        Files.delete(live);
        write("one\n");

        assertThat(polled()).containsExactly("one");
        assertThat(file.trouble()).isEmpty();
    }

    @Test
    void aFileThatMayNotBeReadIsNamedAndTriedAgain() throws IOException {
        write("one\n");
        Files.setPosixFilePermissions(live, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(live), "skipped: the user who runs this, such as root, may read everything");
        assertThatThrownBy(() -> open(false, StartAt.START, Map.of()))
                .isInstanceOf(UnreadableFile.class)
                .hasMessage("cannot read " + live + ": permission denied for " + live + "; let the user "
                        + System.getProperty("user.name") + " read it");
        open(true, StartAt.START, Map.of());
        assertThat(file.trouble())
                .hasValueSatisfying(trouble -> assertThat(trouble).contains("permission denied"));
        Files.setPosixFilePermissions(live, PosixFilePermissions.fromString("rw-------"));

        assertThat(polled()).containsExactly("one");
        assertThat(file.trouble()).isEmpty();
    }

    @Test
    void aRenamedFileIsReadToItsEndBeforeTheNewOne() throws IOException {
        write("1\n");
        open(true, StartAt.START, Map.of());
        assertThat(polled()).containsExactly("1");
        write("2\n3");
        Files.move(live, sibling(".1"));
        assertThat(polled()).containsExactly("2");
        write(live, "5\n");
        assertThat(polled()).isEmpty();
        // The writer has not changed over yet.
        write(sibling(".1"), "\n4\n");
        assertThat(polled()).containsExactly("3", "4");
        assertThat(polled()).isEmpty();
        pass(Duration.ofSeconds(1));

        assertThat(polled()).containsExactly("5");
    }

    @Test
    void anEmptyNewFileIsNoReasonToLeaveTheOldOne() throws IOException {
        write("1\n");
        open(true, StartAt.START, Map.of());
        polled();
        Files.move(live, sibling(".1"));
        write("");
        pass(Duration.ofHours(1));
        polled();
        write(sibling(".1"), "2\n");
        assertThat(polled()).containsExactly("2");
    }

    @Test
    void theUnfinishedLastLineOfAFileThatIsDoneIsALine() throws IOException {
        write("1\nhal");
        open(true, StartAt.START, Map.of());
        polled();
        Files.move(live, sibling(".1"));
        write("2\n");
        polled();
        pass(Duration.ofSeconds(1));

        assertThat(polled()).containsExactly("hal", "2");
    }

    @Test
    void lateLinesOfAWriterThatKeepsTheOldFileOpenAreRead() throws IOException {
        rotateUnderReader();
        write(sibling(".1"), "late\n");
        write("3\n");
        assertThat(polled()).containsExactlyInAnyOrder("late", "3");
        var position = file.position();
        write(sibling(".1"), "later\n");
        reopen(position);

        assertThat(polled()).containsExactly("later");
        assertThat(polled()).isEmpty();
    }

    @Test
    void lateLinesAreNotWaitedForForEver() throws IOException {
        rotateUnderReader();
        pass(Duration.ofMinutes(6));
        assertThat(polled()).isEmpty();
        write(sibling(".1"), "much too late\n");
        assertThat(polled()).isEmpty();
        rename();
        write("3\n");
        assertThat(polled()).isEmpty();
        pass(Duration.ofSeconds(1));

        // Though it was written last, the file read before is not taken for a new one.
        assertThat(polled()).containsExactly("3");
        assertThat(file.gaps()).isZero();
    }

    @Test
    void readingResumesInAFileThatWasRotatedMeanwhile() throws IOException {
        write("1\n2\n3\n");
        var position = readOneAndClose();
        for (int i = 1; i <= 3; i++) {
            rename();
            write("in " + i + "\n");
        }
        reopen(position);

        assertThat(settled()).containsExactly("2", "3", "in 1", "in 2", "in 3");
        assertThat(file.gaps()).isZero();
    }

    @Test
    void readingResumesInACompressedFile() throws IOException {
        write("1\n2\n3\n");
        var position = readOneAndClose();
        rename();
        write("4\n");
        rename();
        compress(sibling(".2"));
        compress(sibling(".1"));
        write("5\n");
        reopen(position);

        assertThat(file.poll(lines, 1)).isEqualTo(1);
        reopen(file.position());
        assertThat(settled()).containsExactly("2", "3", "4", "5");
        assertThat(file.gaps()).isZero();
    }

    @Test
    void aFileThatIsBeingCompressedIsReadOnce() throws IOException {
        write("1\n2\n");
        var position = readOneAndClose();
        rename();
        Files.write(sibling(".1.gz"), new byte[] {0x1f, (byte) 0x8b, 8});
        write("3\n");
        reopen(position);

        assertThat(settled()).containsExactly("2", "3");
        assertThat(file.gaps()).isZero();
    }

    @Test
    void aFileCompressedInAnotherWayIsAGap() throws IOException {
        write("1\n2\n");
        var position = readOneAndClose();
        rename();
        Files.move(sibling(".1"), sibling(".1.xz"));
        write(sibling(".1.xz"), "as if compressed");
        write("3\n");
        reopen(position);

        assertThat(settled()).containsExactly("3");
        assertThat(file.gaps()).isPositive();
    }

    @Test
    void aDamagedCompressedFileIsReadAsFarAsItGoes() throws IOException {
        write("1\n" + "a line to be compressed\n".repeat(100_000));
        var position = readOneAndClose();
        rename();
        compress(sibling(".1"));
        var compressed = Files.readAllBytes(sibling(".1.gz"));
        Files.write(sibling(".1.gz"), Arrays.copyOf(compressed, compressed.length / 2));
        write("after\n");
        reopen(position);

        var read = settled();
        assertThat(read).hasSizeBetween(1_000, 99_999).endsWith("after");
        assertThat(file.gaps()).isEqualTo(1);
        reopen(file.position());
        assertThat(settled()).isEmpty();
    }

    @Test
    void lateLinesInADamagedCompressedFileAreAGap() throws IOException {
        rotateUnderReader();
        var position = file.position();
        file.close();
        write(sibling(".1"), "a late line to be compressed\n".repeat(100_000));
        compress(sibling(".1"));
        var compressed = Files.readAllBytes(sibling(".1.gz"));
        Files.write(sibling(".1.gz"), Arrays.copyOf(compressed, compressed.length / 2));
        reopen(position);

        assertThat(settled()).hasSizeBetween(1_000, 99_999);
        assertThat(file.gaps()).isEqualTo(1);
        reopen(file.position());
        assertThat(settled()).isEmpty();
        assertThat(file.gaps()).as("it is told once").isZero();
    }

    @Test
    void aFileThatIsGoneIsAGapAndReadingGoesOnWithWhatCameAfter() throws IOException {
        write("1\n2\n");
        var position = readOneAndClose();
        rename();
        Files.delete(sibling(".1"));
        write("3\n");
        rename();
        write("4\n");
        reopen(position);

        assertThat(settled()).containsExactly("3", "4");
        assertThat(file.gaps()).isEqualTo(1);
    }

    @Test
    void whatWasRotatedBeforeTheFirstStartIsLeftAlone() throws IOException {
        write(sibling(".2"), "ancient\n");
        write(sibling(".1"), "old\n");
        write("1\n");
        open(true, StartAt.START, Map.of());

        assertThat(settled()).containsExactly("1");
    }

    @Test
    void anotherFileWithTheSameInodeIsNotTakenForTheOldOne() throws IOException {
        write("1\n2\n");
        var position = readOneAndClose();
        // The content alone changes, as if the inode had been given to a new file.
        Files.writeString(live, "another\nand more\n");
        reopen(position);

        assertThat(settled()).containsExactly("another", "and more");
        assertThat(file.gaps()).isEqualTo(1);
    }

    @Test
    void aFileThatWasMovedToAnotherFileSystemAndBackIsStillTheSame() throws IOException {
        write("1\n2\n");
        var position = readOneAndClose();
        var copy = Files.copy(live, folder.resolve("copy"));
        Files.delete(live);
        Files.move(copy, live);
        write("3\n");
        reopen(position);

        assertThat(settled()).containsExactly("2", "3");
        assertThat(file.gaps()).isZero();
    }

    @Test
    void aFileThatIsCopiedAndCutIsReadToItsEndInTheCopy() throws IOException {
        write("1\n");
        open(true, StartAt.START, Map.of());
        polled();
        write("2\n3\n");
        copyAndCut();
        write("4\n");

        assertThat(settled()).containsExactly("2", "3", "4");
        assertThat(file.gaps()).isZero();
    }

    @Test
    void aFileThatWasCopiedAndCutWhileNobodyReadIsReadInItsCopies() throws IOException {
        write("1\n2\n");
        var position = readOneAndClose();
        copyAndCut();
        write("3\n");
        copyAndCut();
        write("4 is longer than what was read\n");
        reopen(position);

        assertThat(settled()).containsExactly("2", "3", "4 is longer than what was read");
        assertThat(file.gaps()).isZero();
    }

    @Test
    void aFileThatIsFilledCopiedAndCutBeforeItWasReadIsReadInTheCopy() throws IOException {
        write(sibling(".1"), "of no concern\n");
        Rotation.awaitClockTick(folder);
        write("");
        open(true, StartAt.START, Map.of());
        polled();
        write("1\n");
        copyAndCut();
        write("2\n");

        assertThat(settled()).containsExactly("1", "2");
    }

    @Test
    void aFileThatHasGrownAgainToTheSameLengthIsNoticed() throws IOException {
        write("1\n2\n");
        open(true, StartAt.START, Map.of());
        polled();
        copyAndCut();
        write("3\n4\n");

        assertThat(settled()).containsExactly("3", "4");
    }

    @Test
    void aFileThatIsCutWithoutACopyIsReadFromItsStartAndAGap() throws IOException {
        write("1\n2\n");
        open(true, StartAt.START, Map.of());
        polled();
        Files.writeString(live, "");
        assertThat(polled()).isEmpty();
        write("3\n");

        assertThat(settled()).containsExactly("3");
        assertThat(file.gaps()).isEqualTo(1);
        reopen(file.position());
        assertThat(settled()).isEmpty();
        assertThat(file.gaps()).isZero();
    }

    @Test
    void whatWasReadOfAHalfWrittenLineIsDeliveredWhenTheFileIsReplaced() throws IOException {
        write("1\nhalf");
        open(true, StartAt.START, Map.of());
        polled();
        Files.writeString(live, "another file, and a longer one\n");

        assertThat(settled()).containsExactly("half", "another file, and a longer one");
        assertThat(file.gaps()).isEqualTo(1);
    }

    @Test
    void aFileWhoseEndIsCutOffGoesOnWhereItEnds() throws IOException {
        write("a".repeat(2_000) + "\n1\n2\n");
        open(true, StartAt.START, Map.of());
        polled();
        try (var channel = Files.newByteChannel(live, StandardOpenOption.WRITE)) {
            channel.truncate(2_003);
        }
        polled();
        write("3\n");

        assertThat(settled()).containsExactly("3");
        assertThat(file.gaps()).isEqualTo(1);
    }

    @Test
    void aDeletedFileIsReadAsLongAsItIsWritten() throws IOException {
        write("1\n");
        open(true, StartAt.START, Map.of());
        polled();
        try (var writer = Files.newBufferedWriter(live, StandardOpenOption.APPEND)) {
            Files.delete(live);
            writer.write("2\n");
            writer.flush();
            assertThat(polled()).containsExactly("2");
            write("3\n");
            polled();
            writer.write("late\n");
        }

        assertThat(settled()).containsExactly("late", "3");
        assertThat(file.gaps()).isZero();
    }

    @Test
    void aLinkIsFollowedToTheFileItNames() throws IOException {
        var target = Files.createDirectory(folder.resolve("data")).resolve("real.log");
        write(target, "1\n2\n");
        Files.createSymbolicLink(live, target);
        var position = readOneAndClose();
        Files.move(target, target.resolveSibling("real.log.1"));
        write(target, "3\n");
        reopen(position);

        assertThat(settled()).containsExactly("2", "3");
        assertThat(file.gaps()).isZero();
    }

    @Test
    void aLinkThatIsTurnedToTheNextFileIsARotation() throws IOException {
        turnLink("app-20261121.log", "1\n2\n");
        var position = readOneAndClose();
        turnLink("app-20261122.log", "3\n");
        turnLink("app-20261123.log", "4\n");
        reopen(position);

        assertThat(settled()).containsExactly("2", "3", "4");
        assertThat(file.gaps()).isZero();
    }

    @Test
    void aFileThatIsNotFollowedIsReadWithAllThatWasRotatedSince() throws IOException {
        write("1\n2");
        var position = readOneAndClose();
        rename();
        write("3\n");
        rename();
        write("4");
        reopenUnfollowed(position);

        assertThat(polled()).containsExactly("2", "3", "4");
        assertThat(file.exhausted()).isTrue();
    }

    @Test
    void aLineThatIsTooLongIsMarkedAndTheNextOnesAreRead() throws IOException {
        write("a".repeat(100_000) + "\nshort\n" + "b".repeat(200_000) + "\r\n" + "c".repeat(70_000));
        open(true, StartAt.START, Map.of());

        assertThat(polled()).containsExactly("a".repeat(65_536) + "…100000", "short", "b".repeat(65_536) + "…200000");
        reopen(file.position());
        assertThat(polled()).isEmpty();
        write("c\n");
        assertThat(polled()).containsExactly("c".repeat(65_536) + "…70001");
    }

    @Test
    void aPositionThatIsNoneIsRefused() {
        assertThatThrownBy(() -> open(true, StartAt.START, Map.of("offset", "12")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'file' is missing");
    }

    private void rotateUnderReader() throws IOException {
        write("1\n");
        open(true, StartAt.START, Map.of());
        polled();
        rename();
        write("2\n");
        polled();
        pass(Duration.ofSeconds(1));
        assertThat(polled()).containsExactly("2");
    }

    private Map<String, String> readOneAndClose() throws IOException {
        open(true, StartAt.START, Map.of());
        assertThat(file.poll(lines, 1)).isEqualTo(1);
        lines.taken();
        var position = file.position();
        file.close();
        return position;
    }

    private void open(boolean follow, StartAt start, Map<String, String> position) throws IOException {
        var settings = new FileSettings(live, follow, start, DataSize.parse("64KiB"));
        file = FollowedFile.open(settings, position, PATIENCE, now::get);
    }

    private void reopen(Map<String, String> position) throws IOException {
        file.close();
        open(true, StartAt.END, position);
    }

    private void reopenUnfollowed(Map<String, String> position) throws IOException {
        file.close();
        open(false, StartAt.END, position);
    }

    private List<String> polled() throws IOException {
        int count = file.poll(lines, 1_000_000);
        var taken = lines.taken();
        assertThat(taken).hasSize(count);
        return taken;
    }

    /** All there is once the reader has had the time it takes to be sure of a rotation. */
    private List<String> settled() throws IOException {
        file.poll(lines, 1_000_000);
        for (int i = 0; i < 5; i++) {
            pass(Duration.ofSeconds(1));
            file.poll(lines, 1_000_000);
        }
        return lines.taken();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private Path sibling(String mark) {
        return live.resolveSibling(live.getFileName() + mark);
    }

    private void write(String text) throws IOException {
        write(live, text);
    }

    private static void write(Path path, String text) throws IOException {
        Files.writeString(path, text, UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void rename() throws IOException {
        new Rotation(live).rename();
    }

    private void copyAndCut() throws IOException {
        new Rotation(live).copyAndCut();
    }

    private static void compress(Path path) throws IOException {
        Rotation.compress(path);
    }

    private void turnLink(String target, String text) throws IOException {
        write(folder.resolve(target), text);
        Files.deleteIfExists(live);
        Files.createSymbolicLink(live, Path.of(target));
        Rotation.awaitClockTick(folder);
    }
}
