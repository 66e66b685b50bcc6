package dev.millrace.app.cli;

import dev.millrace.app.config.problem.InvalidFile;
import dev.millrace.app.tail.TailFormat;
import dev.millrace.app.tail.TailRequest;
import dev.millrace.app.tail.TopicTail;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints events of a topic. */
@Command(
        name = "tail",
        mixinStandardHelpOptions = true,
        description = "Print the events on a topic, committed ones only.")
@SuppressWarnings("NullAway.Init") // fields are set by picocli
final class TailCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "TOPIC", description = "The topic.")
    private String topic;

    @Option(
            names = "-n",
            paramLabel = "N",
            description = "The last N events; with --from, the first N. Default: 10.",
            defaultValue = "10")
    private int count;

    @Option(names = "--from", paramLabel = "TIME", description = "From this time on: 2026-11-21T20:00:00Z or -10m.")
    private @Nullable String from;

    @Option(names = "--follow", description = "Go on with what comes, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            description =
                    "pretty (a line for people), json (the event as it is), raw (partition, offset, key, value). Default: pretty.",
            defaultValue = "pretty")
    private TailFormat output;

    @Mixin
    private final KafkaOption kafka = new KafkaOption();

    TailCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InvalidFile {
        if (count < 1 && !follow) {
            throw CommandFailed.usage("-n must be at least 1, was " + count);
        }
        var request = new TailRequest(topic, count, from == null ? null : Times.parse(from, Clock.systemUTC()), follow);
        try (var tail = TopicTail.open(kafka.access(), request)) {
            for (var record = tail.next(); record.isPresent() && !terminal.broken(); record = tail.next()) {
                terminal.data(output.format(record.get()));
            }
        }
        return ExitCode.DONE;
    }
}
