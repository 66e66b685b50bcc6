package dev.millrace.app.cli;

import dev.millrace.app.config.problem.InvalidFile;
import dev.millrace.app.file.FileLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks a file and prints what would be run. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Check a configuration file and print the plan: sources, topics, pipelines. Starts nothing.")
final class CheckCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final FileOption file = new FileOption();

    @Option(names = "--schema", description = "Print the JSON Schema of the file instead.")
    private boolean schema;

    CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InvalidFile {
        if (schema) {
            terminal.data(FileLoader.schema());
            return ExitCode.DONE;
        }
        var loaded = file.load();
        loaded.describe().lines().forEach(terminal::data);
        loaded.warning(Runtime.getRuntime().maxMemory()).ifPresent(terminal::say);
        terminal.say(terminal.green("The file is good."));
        return ExitCode.DONE;
    }
}
