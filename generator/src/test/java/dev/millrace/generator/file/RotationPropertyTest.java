package dev.millrace.generator.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.settings.DataSize;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A log is written and rotated at random while it is read by a reader that is killed at random and goes on from the
 * position it last committed: every line counts exactly once, in order.
 */
@Timeout(120)
class RotationPropertyTest {
    private static final Duration QUIET = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    private final AtomicLong now = new AtomicLong();
    private final List<String> committed = new ArrayList<>();
    private Map<String, String> position = Map.of();
    private FollowedFile reader;
    private Lines uncommitted = new Lines();

    /** Which ways of rotation are mixed. */
    enum Style {
        RENAME,
        DATE,
        COPY_AND_CUT,
        ALL
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @CsvSource({
        "RENAME, 1",
        "RENAME, 2",
        "DATE, 3",
        "DATE, 4",
        "COPY_AND_CUT, 5",
        "COPY_AND_CUT, 6",
        "ALL, 7",
        "ALL, 8",
        "ALL, 9"
    })
    void everyLineCountsExactlyOnceAndInOrder(Style style, long seed) throws IOException {
        var random = new SplittableRandom(seed);
        try (var log = new NumberedLog(folder.resolve("app.log"), random)) {
            // The position is known from the first line on.
            log.write();
            log.finishLine();
            open();
            commit();
            for (int step = 0; step < 300; step++) {
                writeOrRotate(log, style, random);
                if (reader == null) {
                    if (random.nextInt(4) == 0) {
                        open();
                    }
                } else {
                    read(random);
                }
            }
            log.finishLine();
            readToTheEnd();

            for (int line = 0; line < committed.size(); line++) {
                assertThat(committed.get(line))
                        .as("line %d", line)
                        .isEqualTo(log.expected().get(line));
            }
            assertThat(committed.size()).as("lines").isEqualTo(log.expected().size());
            assertThat(reader.gaps()).isZero();
            reader.close();
        }
    }

    private void writeOrRotate(NumberedLog log, Style style, SplittableRandom random) throws IOException {
        if (random.nextInt(8) != 0) {
            log.write();
            return;
        }
        var kind = style == Style.ALL ? Style.values()[random.nextInt(3)] : style;
        switch (kind) {
            case RENAME -> log.rename(false);
            case DATE -> log.rename(true);
            case COPY_AND_CUT -> log.copyAndCut();
            case ALL -> throw new AssertionError("not one way");
        }
        if (random.nextInt(3) == 0) {
            log.compress();
        }
    }

    private void read(SplittableRandom random) throws IOException {
        reader.poll(uncommitted, random.nextInt(1, 20));
        switch (random.nextInt(8)) {
            case 0 -> kill();
            case 1 -> {
                commit();
                kill();
            }
            case 2, 3, 4 -> commit();
            default -> now.addAndGet(QUIET.toNanos() / 2);
        }
    }

    private void readToTheEnd() throws IOException {
        if (reader == null) {
            open();
        }
        int idle = 0;
        while (idle < 10) {
            idle = reader.poll(uncommitted, 100) == 0 ? idle + 1 : 0;
            now.addAndGet(QUIET.toNanos());
        }
        commit();
    }

    private void open() throws IOException {
        var settings =
                new FileSettings(folder.resolve("app.log"), true, StartAt.START, new DataSize(NumberedLog.MAX_LINE));
        reader = FollowedFile.open(settings, position, new Patience(QUIET, Duration.ofMinutes(5)), now::get);
    }

    private void commit() {
        committed.addAll(uncommitted.taken());
        position = reader.position();
    }

    private void kill() throws IOException {
        reader.close();
        reader = null;
        uncommitted = new Lines();
    }
}
