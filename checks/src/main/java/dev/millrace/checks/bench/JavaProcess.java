package dev.millrace.checks.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of Java in a process of its own. Closing it ends it. */
final class JavaProcess implements AutoCloseable {
    private final Process process;
    private final Path out;

    private JavaProcess(Process process, Path out) {
        this.process = process;
        this.out = out;
    }

    /**
     * Starts a main class with the class path of this process.
     *
     * @param folder where it runs and what it prints is kept
     */
    static JavaProcess start(Path folder, List<String> options, String main, List<String> arguments)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(arguments);
        var out = Files.createTempFile(folder, "out", ".txt");
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        return new JavaProcess(process, out);
    }

    /** Waits for its end, which must be a good one; gives what it printed. */
    String await(Duration patience) throws IOException, InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new BenchFailed("still running after " + patience + "; it printed:\n" + printed());
        }
        if (process.exitValue() != 0) {
            throw new BenchFailed("it ended with " + process.exitValue() + "; it printed:\n" + printed());
        }
        return printed();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String printed() throws IOException {
        return Files.readString(out);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
