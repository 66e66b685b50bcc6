package dev.millrace.generator.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.millrace.settings.DataSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rotated by the real logrotate, in the ways its configuration offers. */
@Timeout(120)
class LogrotateIT {
    private static final Patience SHORT = new Patience(Duration.ofMillis(20), Duration.ofSeconds(30));
    private static final int ROTATIONS = 4;

    @TempDir
    Path folder;

    private Path live;
    private int written;
    private final List<String> read = new ArrayList<>();
    private Map<String, String> position = Map.of();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create",
                "create, delaycompress, compress",
                "create, compress",
                "nocreate",
                "create, dateext, dateformat -%Y%m%d-%s",
                "create, extension .log",
                "copytruncate",
                "copytruncate, compress",
            })
    void everyLineIsReadOnceAndInOrder(String directives) throws Exception {
        var logrotate = logrotate();
        // Where nothing may be skipped it goes on, and fails.
        assumeTrue(
                logrotate.isPresent() || Boolean.parseBoolean(System.getenv("MILLRACE_NO_SKIPS")),
                "skipped: logrotate is not installed (Debian's package logrotate)");
        live = folder.resolve("app.log");
        var configuration = configure(directives);
        write(100);
        read(10, false);
        for (int rotation = 0; rotation < ROTATIONS; rotation++) {
            write(100);
            if (directives.contains("dateext")) {
                awaitNextSecond();
            }
            rotate(logrotate.get(), configuration);
            write(100);
            // Every other time nobody reads in between.
            if (rotation % 2 == 1) {
                read(150, false);
            }
        }
        read(Integer.MAX_VALUE, true);

        assertThat(read)
                .isEqualTo(IntStream.range(0, written)
                        .mapToObj(line -> "line " + line)
                        .toList());
    }

    /** A new reader, from the last position, reads at least so many lines, and then is gone. */
    private void read(int count, boolean all) throws IOException {
        var settings = new FileSettings(live, true, StartAt.START, DataSize.parse("1KiB"));
        var lines = new Lines();
        try (var reader = FollowedFile.open(settings, position, SHORT, System::nanoTime)) {
            int goal = all ? written - read.size() : Math.min(count, written - read.size());
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> {
                        reader.poll(lines, 37);
                        return lines.all().size() >= goal;
                    });
            assertThat(reader.gaps()).isZero();
            position = reader.position();
            read.addAll(lines.taken());
        }
    }

    private void write(int count) throws IOException {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("line ").append(written++).append('\n');
        }
        Files.writeString(live, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private Path configure(String directives) throws IOException {
        var lines = Stream.of(directives.split(", ", -1))
                .map(line -> "  " + line + "\n")
                .toList();
        return Files.writeString(
                folder.resolve("logrotate.conf"), live + " {\n  rotate 20\n" + String.join("", lines) + "}\n");
    }

    private void rotate(String logrotate, Path configuration) throws IOException, InterruptedException {
        var output = folder.resolve("logrotate.out").toFile();
        var process = new ProcessBuilder(
                        logrotate,
                        "--force",
                        "--state",
                        folder.resolve("logrotate.state").toString(),
                        configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();

        assertThat(process.waitFor()).as(() -> text(output.toPath())).isZero();
    }

    /** The dates in the names of rotated files are fine to the second, by a clock that lags a few milliseconds. */
    private static void awaitNextSecond() {
        long goal = (System.currentTimeMillis() / 1_000 + 1) * 1_000 + 100;
        await().pollInterval(Duration.ofMillis(10)).until(() -> System.currentTimeMillis() >= goal);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "no output: " + e;
        }
    }

    private static Optional<String> logrotate() {
        return Stream.of("/usr/sbin/logrotate", "/usr/bin/logrotate", "/usr/local/sbin/logrotate")
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst();
    }
}
