package dev.millrace.app.cli;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stops the program that runs on a folder. */
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = "Stop what 'up' started, in order. What was sent is kept, and the next 'up' goes on from it.")
final class DownCommand implements Runnable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Terminal terminal;

    @Mixin
    private final DataOption data = new DataOption();

    @Option(names = "--wipe", description = "Delete the data folder afterwards, with all events in it.")
    private boolean wipe;

    DownCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        var folder = data.folder();
        var running = folder.running();
        if (running.isPresent()) {
            stop(running.get().process().orElseThrow());
            terminal.say("Stopped.");
        } else {
            terminal.say("No Millrace runs on " + folder.path() + ".");
        }
        if (wipe) {
            if (folder.wipe()) {
                terminal.say("Deleted " + folder.path() + ".");
            } else if (folder.path().toFile().exists()) {
                throw CommandFailed.usage(folder.path() + " is not a Millrace data folder; it is left alone.");
            }
        }
    }

    private void stop(ProcessHandle process) {
        terminal.say("Stopping process " + process.pid() + " …");
        if (!process.destroy()) {
            throw CommandFailed.no("Process " + process.pid() + " cannot be stopped by this user.");
        }
        try {
            process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw CommandFailed.no("Process " + process.pid() + " has not ended within " + PATIENCE.toSeconds()
                    + " s; it may still be writing. Look at its log, or end it with: kill -9 " + process.pid());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailed.interrupted("Process " + process.pid() + " was told to stop, and is not waited for.");
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for a process cannot fail", e);
        }
    }
}
