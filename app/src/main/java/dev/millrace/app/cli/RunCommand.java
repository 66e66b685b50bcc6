package dev.millrace.app.cli;

import dev.millrace.app.config.problem.InvalidFile;
import dev.millrace.app.program.ProgramSettings;
import dev.millrace.app.program.Role;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs some roles of a file, on the servers it names: the same program in a cluster. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Run some roles of a file on the servers it names, as one instance of several.")
@SuppressWarnings("NullAway.Init") // options are set by picocli
final class RunCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            split = ",",
            required = true,
            description = "generator, processor, delivery (audit and ledger), gateway; several with commas.")
    private List<Role> roles;

    @Mixin
    private final FileOption file = new FileOption();

    @Mixin
    private final DataOption data = new DataOption();

    @Option(names = "--port", paramLabel = "N", description = "Port of the gateway instead of the file's; 0 for any.")
    private @Nullable Integer port;

    RunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InvalidFile {
        var loaded = file.load();
        if (loaded.file().kafka() == null) {
            throw CommandFailed.usage(
                    loaded.path() + ": 'run' needs a 'kafka' section; embedded servers are for 'up'.");
        }
        if (roles.contains(Role.DELIVERY) && loaded.file().postgres() == null) {
            throw CommandFailed.usage(
                    loaded.path() + ": the role 'delivery' needs a 'postgres' section; embedded servers are for 'up'.");
        }
        if (roles.contains(Role.GENERATOR)
                && !loaded.file().limitSettings().isEmpty()
                && loaded.file().redis() == null) {
            throw CommandFailed.usage(loaded.path()
                    + ": the role 'generator' needs a 'redis' section for the file's limits; embedded"
                    + " servers are for 'up'.");
        }
        var settings = new ProgramSettings(EnumSet.copyOf(roles), data.folder(), port, Version.current(), null);
        return new Session(terminal, OutputFormat.text).run(loaded, settings, null);
    }
}
