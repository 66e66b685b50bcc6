package dev.millrace.app.cli;

import dev.millrace.app.config.problem.InvalidFile;
import dev.millrace.app.file.SchemasSection;
import dev.millrace.app.schemas.ProgramSchemas;
import dev.millrace.app.tail.TailEvents;
import dev.millrace.app.tail.TailFormat;
import dev.millrace.app.tail.TailRequest;
import dev.millrace.app.tail.TopicTail;
import dev.millrace.event.avro.SchemaFailure;
import dev.millrace.settings.InvalidSetting;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
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
                    "pretty (a line for people), json (the event), raw (partition, offset, key, value). Default: pretty.",
            defaultValue = "pretty")
    private TailFormat output;

    @Mixin
    private final KafkaOption kafka = new KafkaOption();

    @Option(
            names = "--registry",
            paramLabel = "URL",
            description = "The registry that has the schemas of Avro events. Default: the one FILE names, or the topic"
                    + " millrace.schemas.")
    private @Nullable String registry;

    TailCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    private @Nullable SchemasSection registry() throws InvalidFile {
        if (registry == null) {
            return kafka.schemas();
        }
        try {
            return new SchemasSection(new URI(registry), null, null, Duration.ofSeconds(10));
        } catch (URISyntaxException | InvalidSetting e) {
            throw CommandFailed.usage("--registry must be a URL such as http://localhost:8081, was " + registry);
        }
    }

    @Override
    public Integer call() throws InvalidFile {
        if (count < 1 && !follow) {
            throw CommandFailed.usage("-n must be at least 1, was " + count);
        }
        var request = new TailRequest(topic, count, from == null ? null : Times.parse(from, Clock.systemUTC()), follow);
        var access = kafka.access();
        try (var schemas = ProgramSchemas.of(registry(), access);
                var tail = TopicTail.open(access, request)) {
            var events = TailEvents.of(tail, request, schemas);
            for (var event = events.next(); event.isPresent() && !terminal.broken(); event = events.next()) {
                terminal.data(output.format(event.get()));
            }
        } catch (SchemaFailure e) {
            throw CommandFailed.unreachable("The events on " + topic + " cannot be read: " + e.getMessage());
        }
        return ExitCode.DONE;
    }
}
