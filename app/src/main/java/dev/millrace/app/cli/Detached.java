package dev.millrace.app.cli;

import dev.millrace.app.instance.DataFolder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Starts the same command as a process of its own, and waits until that runs. */
final class Detached {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** By which the launcher says whether a stream is a terminal. */
    private static final Pattern TERMINAL = Pattern.compile("^(-Dmillrace\\.std(?:out|err)\\.terminal=).*$");

    private final Terminal terminal;

    Detached(Terminal terminal) {
        this.terminal = terminal;
    }

    void start(DataFolder folder) {
        folder.running().ifPresent(other -> {
            throw CommandFailed.usage("Millrace already runs on " + folder.path() + " (process " + other.pid() + ").");
        });
        // The started process takes it again; until then this one has only seen that it can be taken.
        folder.claim().close();
        try {
            var process = new ProcessBuilder(command())
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(folder.output().toFile())
                    .redirectErrorStream(true)
                    .start();
            await(process, folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start a process: " + e.getMessage(), e);
        }
    }

    private void await(Process process, DataFolder folder) throws IOException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (System.nanoTime() < until) {
                if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                    terminal.say(Files.readString(folder.output()).strip());
                    throw CommandFailed.no("It ended with exit code " + process.exitValue() + ".");
                }
                var instance = folder.running().filter(running -> running.ready() && running.pid() == process.pid());
                if (instance.isPresent()) {
                    terminal.say(Files.readString(folder.output()).strip());
                    terminal.say("Process " + process.pid() + " goes on in the background. End it with: millrace down");
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailed.interrupted("Process " + process.pid() + " is starting, and is not waited for.");
        }
        throw CommandFailed.no("It is not ready after " + PATIENCE.toSeconds() + " s; look at " + folder.output());
    }

    /** This process's own command line without {@code --detach}. */
    private static List<String> command() {
        var info = ProcessHandle.current().info();
        var command = new ArrayList<String>();
        command.add(info.command()
                .orElseThrow(
                        () -> CommandFailed.no("This system does not tell a process its own command; use & instead.")));
        command.addAll(apart(info.arguments()
                .orElseThrow(() ->
                        CommandFailed.no("This system does not tell a process its own arguments; use & instead."))));
        return command;
    }

    /** Arguments of the same command for a process that prints to a file. */
    static List<String> apart(String... arguments) {
        return Arrays.stream(arguments)
                .filter(argument -> !argument.equals("--detach"))
                .map(argument -> TERMINAL.matcher(argument).replaceFirst("$1false"))
                .toList();
    }
}
