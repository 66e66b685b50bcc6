package dev.millrace.app.cli;

import dev.millrace.app.config.problem.InvalidFile;
import dev.millrace.app.ingest.IngestOutcome;
import dev.millrace.app.ingest.Ingestion;
import dev.millrace.event.DeadLetter;
import dev.millrace.generator.line.LineFormat;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends lines from a file or standard input as events. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        description = {
            "Send the lines of a file or of standard input to a topic, one event each.",
            "A line that cannot be read goes to the topic's dead-letter topic with the reason."
        })
@SuppressWarnings("NullAway.Init") // fields are set by picocli
final class IngestCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--topic",
            paramLabel = "T",
            required = true,
            description = "Where the events go; made if it is not there.")
    private String topic;

    @Option(
            names = "--format",
            paramLabel = "F",
            description = "What the lines are: json (an object each; the default), combined (access log), text.",
            defaultValue = "json")
    private LineFormat format;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = "What the events name as their source. Default: ingest.",
            defaultValue = "ingest")
    private String source;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "The file; - or nothing for standard input.",
            defaultValue = "-")
    private String file;

    @Mixin
    private final KafkaOption kafka = new KafkaOption();

    IngestCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InvalidFile {
        var access = kafka.access();
        try (var input = open()) {
            var outcome = Ingestion.run(access, topic, source, format, input);
            report(outcome);
        } catch (IOException e) {
            throw CommandFailed.no("Closing " + file + ": " + e.getMessage());
        }
        return ExitCode.DONE;
    }

    private InputStream open() {
        if (file.equals("-")) {
            return new FileInputStream(FileDescriptor.in);
        }
        var path = Path.of(file);
        if (Files.isDirectory(path)) {
            throw CommandFailed.usage(file + " is a folder; name a file.");
        }
        try {
            return Files.newInputStream(path);
        } catch (IOException e) {
            throw CommandFailed.usage("Cannot read " + file + ": " + e);
        }
    }

    private void report(IngestOutcome outcome) {
        terminal.say("%d lines: %d events on %s, %d on %s. Run %s."
                .formatted(
                        outcome.lines(),
                        outcome.lines() - outcome.deadLettered(),
                        topic,
                        outcome.deadLettered(),
                        DeadLetter.topicFor(topic),
                        outcome.run()));
        outcome.failure().ifPresent(reason -> {
            throw CommandFailed.no(
                    "It ended early: " + reason + ". The lines counted above are stored, the rest is not.");
        });
    }
}
