package dev.millrace.app.cli;

import dev.millrace.app.infer.InferredFile;
import dev.millrace.generator.infer.CaptureReport;
import dev.millrace.generator.infer.InferenceSettings;
import dev.millrace.generator.infer.NothingCaptured;
import dev.millrace.generator.infer.SourceInference;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Works out a source from captured events. */
@Command(
        name = "infer",
        mixinStandardHelpOptions = true,
        description = {
            "Work out a source from captured events, one JSON object a line, and print it as a file.",
            "Lines that are no JSON objects are counted, told with their numbers, and passed over."
        })
@SuppressWarnings("NullAway.Init") // fields are set by picocli
final class InferCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "The captured events; - for standard input.")
    private String file;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The source's name. Default: the one the events name, or 'captured'.")
    @Nullable
    private String name;

    @Option(names = "--topic", paramLabel = "T", description = "Its topic. Default: captured.NAME.")
    @Nullable
    private String topic;

    @Option(
            names = "--key",
            paramLabel = "FIELD",
            description = "The field that is the events' key. Default: the one that was, or an id that comes up again.")
    @Nullable
    private String key;

    @Option(
            names = "--list",
            paramLabel = "N",
            description = "List the values of fields that have up to so many. Default: 100.",
            defaultValue = "" + InferenceSettings.MOST_LISTED)
    private int mostListed;

    InferCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var settings = new InferenceSettings(name, topic, key, mostListed);
        try (var input = open()) {
            var inferred = SourceInference.of(input, settings);
            tell(inferred.report());
            InferredFile.text(inferred, file.equals("-") ? "standard input" : file)
                    .lines()
                    .forEach(terminal::data);
            return ExitCode.DONE;
        } catch (NothingCaptured nothing) {
            tell(nothing.report());
            throw CommandFailed.usage(file + ": " + nothing.getMessage());
        } catch (IOException e) {
            throw CommandFailed.usage("Cannot read " + file + ": " + e.getMessage());
        }
    }

    private void tell(CaptureReport report) {
        report.examples().forEach(example -> terminal.say(file + ": " + example));
        if (report.malformed() > 0) {
            terminal.say("%d of %d lines are no JSON objects and were passed over."
                    .formatted(report.malformed(), report.lines()));
        }
        if (!report.leftOut().isEmpty()) {
            terminal.say("There are too many fields, or they are nested too deep; left out, among others: "
                    + String.join(", ", report.leftOut()));
        }
    }

    private InputStream open() throws IOException {
        if (file.equals("-")) {
            return new FileInputStream(FileDescriptor.in);
        }
        var path = Path.of(file);
        if (Files.isDirectory(path)) {
            throw CommandFailed.usage(file + " is a folder; name a file.");
        }
        return Files.newInputStream(path);
    }
}
