package dev.millrace.generator.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.settings.DataSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads while files are renamed and compressed under the reader's hands, as fast as they can be. */
@Timeout(120)
class RotationRaceTest {
    private static final int LINES = 30_000;
    private static final Patience SHORT = new Patience(Duration.ofMillis(1), Duration.ofSeconds(30));

    @TempDir
    Path folder;

    @Test
    void noLineIsLostRepeatedOrOutOfOrder() throws IOException {
        race(1);
    }

    @Tag("faults")
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {2, 3, 4, 5, 6})
    void noLineIsLostRepeatedOrOutOfOrderHoweverOftenItIsTried(long seed) throws IOException {
        race(seed);
    }

    private void race(long seed) throws IOException {
        var random = new SplittableRandom(seed);
        var live = folder.resolve("app.log");
        Files.writeString(live, "0\n");
        // A folder so full that the system lists it in several goes, between which files are renamed.
        for (int i = 0; i < 3_000; i++) {
            Files.createFile(folder.resolve("other-file-with-a-long-name-" + i));
        }
        var settings = new FileSettings(live, true, StartAt.START, DataSize.parse("1KiB"));
        int read = 0;
        var lines = new Lines();
        var reader = FollowedFile.open(settings, Map.of(), SHORT, System::nanoTime);
        var writer = CompletableFuture.runAsync(() -> write(live, random.split()));
        try {
            long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (read < LINES && System.nanoTime() < deadline && !writer.isCompletedExceptionally()) {
                reader.poll(lines, 1 + random.nextInt(2_000));
                var position = reader.position();
                read = assertNext(read, lines.taken());
                assertThat(reader.gaps()).as("gaps at line %d", read).isZero();
                if (random.nextInt(50) == 0) {
                    reader.poll(lines, 1 + random.nextInt(100));
                    // Killed before the last lines counted.
                    lines.taken();
                    reader.close();
                    reader = FollowedFile.open(settings, position, SHORT, System::nanoTime);
                }
            }
        } finally {
            writer.join();
        }

        reader.poll(lines, LINES);
        long gaps = reader.gaps();
        reader.close();
        assertThat(read).as("lines").isEqualTo(LINES);
        assertThat(lines.taken()).as("lines after the last").isEmpty();
        assertThat(gaps).as("gaps").isZero();
    }

    /** Stops at the first line that is not the next one; gives how many have been read by now. */
    private static int assertNext(int read, List<String> lines) {
        int next = read;
        for (var line : lines) {
            assertThat(line).as("line %d", next).isEqualTo(Integer.toString(next));
            next++;
        }
        return next;
    }

    private static void write(Path live, SplittableRandom random) {
        try {
            int line = 1;
            while (line < LINES) {
                try (var out = Files.newOutputStream(live, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                    for (int end = Math.min(LINES, line + random.nextInt(1, 1_500)); line < end; line++) {
                        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                    }
                }
                if (line < LINES) {
                    new Rotation(live).rename();
                    var old = live.resolveSibling("app.log.3");
                    if (Files.exists(old) && random.nextBoolean()) {
                        Rotation.compress(old);
                    }
                }
            }
        } catch (IOException e) {
            throw new AssertionError("the writer failed", e);
        }
    }
}
