package dev.millrace.app.cli;

import dev.millrace.app.config.problem.InvalidFile;
import dev.millrace.app.program.ProgramSettings;
import dev.millrace.app.program.Role;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a file with every role, on embedded servers where it names none. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Run a file with all that it needs: Kafka, PostgreSQL, and for limits Redis are started where the file names"
                    + " none.",
            "Ctrl-C ends it in order; the next 'up' on the same data goes on where it stopped."
        })
final class UpCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final FileOption file = new FileOption();

    @Mixin
    private final DataOption data = new DataOption();

    @Option(names = "--for", paramLabel = "DURATION", description = "End in order after this long: 30s, 10m.")
    private @Nullable String duration;

    @Option(names = "--port", paramLabel = "N", description = "Port of the gateway instead of the file's; 0 for any.")
    private @Nullable Integer port;

    @Option(names = "--detach", description = "Return as soon as it runs; end it with 'millrace down'.")
    private boolean detach;

    @Option(
            names = "--output",
            paramLabel = "text|json",
            description = "How the result is printed at the end. Default: text.",
            defaultValue = "text")
    private OutputFormat output;

    @SuppressWarnings("NullAway.Init") // options are set by picocli
    UpCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InvalidFile {
        var time = duration == null ? null : Times.duration("--for", duration);
        var loaded = file.load();
        var folder = data.folder();
        if (detach) {
            new Detached(terminal).start(folder);
            return ExitCode.DONE;
        }
        var settings = new ProgramSettings(EnumSet.allOf(Role.class), folder, port, Version.current(), "up");
        return new Session(terminal, output).run(loaded, settings, time);
    }
}
