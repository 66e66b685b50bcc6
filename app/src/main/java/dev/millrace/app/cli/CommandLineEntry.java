package dev.millrace.app.cli;

import dev.millrace.app.config.problem.InvalidFile;
import dev.millrace.app.tail.NoSuchTopic;
import dev.millrace.app.topics.KafkaNotReachable;
import dev.millrace.app.topics.TopicMismatch;
import dev.millrace.app.topics.TopicRefused;
import dev.millrace.embedded.EmbeddedServerException;
import dev.millrace.embedded.FolderInUse;
import dev.millrace.embedded.FolderUnusable;
import dev.millrace.embedded.ForeignFolder;
import dev.millrace.gateway.GatewayNotStarted;
import dev.millrace.generator.run.RunLogUnavailable;
import dev.millrace.generator.run.RunLogUnreadable;
import dev.millrace.processor.run.ProcessorException;
import dev.millrace.settings.InvalidSetting;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
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
            terminal.say(String.valueOf(failure.getMessage()));
            var suggestions = new StringWriter();
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
            case CommandFailed expected -> say(expected, expected.exitCode(), terminal);
            case InvalidFile invalid -> say(invalid, ExitCode.USAGE, terminal);
            case InvalidSetting invalid -> say(invalid, ExitCode.USAGE, terminal);
            case TopicMismatch mismatch -> {
                mismatch.differences().forEach(difference -> terminal.say(difference.toString()));
                terminal.say(
                        "Change the file's 'topics', change the topic with Kafka's own tools, or use another topic.");
                yield ExitCode.USAGE;
            }
            case TopicRefused refused -> say(refused, ExitCode.USAGE, terminal);
            case NoSuchTopic missing -> say(missing, ExitCode.USAGE, terminal);
            case KafkaNotReachable unreachable -> say(unreachable, ExitCode.UNREACHABLE, terminal);
            case RunLogUnavailable unreachable -> say(unreachable, ExitCode.UNREACHABLE, terminal);
            case ForeignFolder foreign -> say(foreign, ExitCode.USAGE, terminal);
            case FolderUnusable unusable -> say(unusable, ExitCode.USAGE, terminal);
            case FolderInUse inUse -> say(inUse, ExitCode.USAGE, terminal);
            case RunLogUnreadable unreadable -> say(unreadable, ExitCode.USAGE, terminal);
            case EmbeddedServerException server -> say(server, ExitCode.UNREACHABLE, terminal);
            case ProcessorException processor -> say(processor, ExitCode.UNREACHABLE, terminal);
            case GatewayNotStarted gateway -> say(gateway, ExitCode.UNREACHABLE, terminal);
            case UncheckedIOException io -> say(io, ExitCode.USAGE, terminal);
            default -> {
                LoggerFactory.getLogger(CommandLineEntry.class).error("A command failed", failure);
                terminal.say("Failed: " + withCauses(failure)
                        + "\nIf it was to run a program, log/millrace.log in its data folder has more.");
                yield ExitCode.BROKEN;
            }
        };
    }

    private static String withCauses(Throwable failure) {
        var words = new StringBuilder(failure.toString());
        for (var cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            words.append("; caused by ").append(cause);
        }
        return words.toString();
    }

    private static int say(Exception failure, int exitCode, Terminal terminal) {
        LoggerFactory.getLogger(CommandLineEntry.class).debug("A command failed", failure);
        terminal.say(String.valueOf(failure.getMessage()));
        return exitCode;
    }
}
