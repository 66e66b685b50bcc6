package dev.millrace.checks.program;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program as a user runs it: a process of its own, with what it prints. Closing it kills it. */
public final class MillraceProcess implements AutoCloseable {
    /** The checkout. */
    public static final Path HOME =
            Path.of(System.getProperty("millrace.checkout")).toAbsolutePath().normalize();

    /** For a program that runs for seconds, the quick compiler alone takes a fifth off its processor time. */
    public static final String QUICK = "-XX:TieredStopAtLevel=1";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Process process;
    private final Path out;
    private final Path err;

    private MillraceProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts a command in a folder; standard input is empty. */
    public static MillraceProcess start(Path folder, String... arguments) {
        return start(folder, ProcessBuilder.Redirect.from(new File("/dev/null")), arguments);
    }

    /** Starts a command in a folder with this standard input. */
    public static MillraceProcess start(Path folder, ProcessBuilder.Redirect input, String... arguments) {
        return start(folder, input, Map.of(), arguments);
    }

    /** Runs a command to its end, with these variables beside those there are. */
    public static MillraceProcess runWith(Map<String, String> variables, Path folder, String... arguments) {
        var process = start(folder, ProcessBuilder.Redirect.from(new File("/dev/null")), variables, arguments);
        process.await();
        return process;
    }

    private static MillraceProcess start(
            Path folder, ProcessBuilder.Redirect input, Map<String, String> variables, String... arguments) {
        try {
            var out = Files.createTempFile(folder, "out", ".txt");
            var err = Files.createTempFile(folder, "err", ".txt");
            var builder = new ProcessBuilder(command(arguments))
                    .directory(folder.toFile())
                    .redirectInput(input)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(variables);
            return new MillraceProcess(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command to its end. */
    public static MillraceProcess run(Path folder, String... arguments) {
        var process = start(folder, arguments);
        process.await();
        return process;
    }

    /** Waits for the end; gives the exit code. */
    public int await() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running after " + PATIENCE + "; it printed:\n" + err());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Waits until the program on this data folder says that it is ready. */
    public JsonNode awaitReady(Path data) {
        return awaitReady(process, data, err);
    }

    /** The same for a process started by other means, which says what it has to say into {@code told}. */
    public static JsonNode awaitReady(Process process, Path data, Path told) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .failFast(() -> {
                    if (!process.isAlive()) {
                        throw new AssertionError("it ended with " + process.exitValue() + ":\n" + text(told));
                    }
                })
                .until(
                        () -> instance(data),
                        node -> node.path("ready").asBoolean()
                                && node.path("pid").asLong() == process.pid());
    }

    /** Whether it ends by itself within this time. */
    public boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly();
        await();
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public String out() {
        return text(out);
    }

    public String err() {
        return text(err);
    }

    /** The last line of standard output as JSON. */
    public JsonNode json() {
        var lines = out().strip().lines().toList();
        if (lines.isEmpty()) {
            throw new AssertionError("it printed nothing; on standard error:\n" + err());
        }
        return JSON.readTree(lines.getLast());
    }

    @Override
    public void close() {
        process.destroyForcibly();
        await();
    }

    private static JsonNode instance(Path data) throws IOException {
        var file = data.resolve("instance.json");
        return Files.exists(file) ? JSON.readTree(Files.readAllBytes(file)) : JSON.createObjectNode();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(String... arguments) {
        var target = HOME.resolve("app").resolve("target");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-XX:AOTCache=" + target.resolve("millrace.aot"),
                "-Dmillrace.home=" + HOME,
                "-cp",
                target.resolve("millrace-app.jar") + ":" + target.resolve("lib") + "/*"));
        command.addAll(options());
        command.add(QUICK);
        command.add("dev.millrace.app.Main");
        command.addAll(List.of(arguments));
        return command;
    }

    /** The options the launcher gives the JVM. */
    private static List<String> options() {
        return text(HOME.resolve("app/src/build/run.options")).lines().toList();
    }
}
