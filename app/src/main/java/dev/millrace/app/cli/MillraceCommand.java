package dev.millrace.app.cli;

import picocli.CommandLine.Command;

/** The command above all others. */
@Command(
        name = "millrace",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Makes, carries, processes and proves event streams on Apache Kafka.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Begin with: millrace up",
            "Exit codes: 0 done, 1 the answer is no, 2 bad usage or file, 3 unreachable, 130 interrupted."
        },
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            RunCommand.class,
            CheckCommand.class,
            InitCommand.class,
            InferCommand.class,
            SampleCommand.class,
            StartCommand.class,
            StopCommand.class,
            IngestCommand.class,
            TailCommand.class,
            VerifyCommand.class,
            CompletionCommand.class
        })
final class MillraceCommand implements Runnable {
    @picocli.CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private picocli.CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new picocli.CommandLine.ParameterException(spec.commandLine(), "Say what to do: millrace COMMAND");
    }
}
