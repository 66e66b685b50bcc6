package dev.millrace.app.cli;

import dev.millrace.app.config.problem.InvalidFile;
import dev.millrace.app.topics.KafkaNotReachable;
import dev.millrace.app.topics.TopicMismatch;
import java.io.PrintWriter;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** The command line as a whole: finds the command, runs it, turns failures into messages and exit codes. */
public final class CommandLineEntry {
    private CommandLineEntry() {}

    /** Runs the command that the arguments name, on the process's own streams; gives the exit code. */
    public static int run(String... arguments) {
        return commandLine(Terminal.ofProcess()).execute(arguments);
    }

    static CommandLine commandLine(Terminal terminal) {
        var line = new CommandLine(new MillraceCommand(), new CommandFactory(terminal))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpLongOptionsMaxWidth(28)
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        terminal.interactive() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setExecutionExceptionHandler((failure, command, result) -> explain(failure, terminal));
        line.setParameterExceptionHandler((failure, arguments) -> {
            terminal.say(failure.getMessage());
            var suggestions = new java.io.StringWriter();
            if (CommandLine.UnmatchedArgumentException.printSuggestions(failure, new PrintWriter(suggestions, true))) {
                terminal.say(suggestions.toString().strip());
            }
            terminal.say("See: " + failure.getCommandLine().getCommandSpec().qualifiedName() + " --help");
            return ExitCode.USAGE;
        });
        return line;
    }

    private static int explain(Exception failure, Terminal terminal) {
        terminal.clearStatus();
        return switch (failure) {
            case CommandFailed expected -> {
                terminal.say(String.valueOf(expected.getMessage()));
                yield expected.exitCode();
            }
            case InvalidFile invalid -> {
                terminal.say(String.valueOf(invalid.getMessage()));
                yield ExitCode.USAGE;
            }
            case TopicMismatch mismatch -> {
                mismatch.differences().forEach(difference -> terminal.say(difference.toString()));
                terminal.say("Change the file's 'topics', change the topic with Kafka's own tools, or use another topic.");
                yield ExitCode.USAGE;
            }
            case KafkaNotReachable unreachable -> {
                terminal.say(String.valueOf(unreachable.getMessage()));
                yield ExitCode.UNREACHABLE;
            }
            default -> {
                LoggerFactory.getLogger(CommandLineEntry.class).error("A command failed", failure);
                terminal.say("Failed: " + failure + ". The log has more.");
                yield ExitCode.NO;
            }
        };
    }
}
