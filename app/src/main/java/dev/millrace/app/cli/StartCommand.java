package dev.millrace.app.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts a run through the gateway. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description = "Start a run of generated sources. Prints the run's id.")
@SuppressWarnings("NullAway.Init") // fields are set by picocli
final class StartCommand implements Runnable {
    private final Terminal terminal;

    @Parameters(paramLabel = "SOURCE", arity = "1..*", description = "Sources of the running file.")
    private List<String> sources;

    @Option(names = "--rate", paramLabel = "R", description = "Instead of the file's rate, for each source: 5000/s.")
    private @Nullable String rate;

    @Option(names = "--count", paramLabel = "N", description = "Stop each source after N events.")
    private @Nullable Long count;

    @Option(names = "--for", paramLabel = "D", description = "Stop each source after this long: 30s, 10m.")
    private @Nullable String duration;

    @Mixin
    private final DataOption data = new DataOption();

    StartCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        var request = new LinkedHashMap<String, Object>();
        request.put("sources", sources);
        if (rate != null) {
            request.put("rate", rate);
        }
        if (count != null) {
            request.put("count", count);
        }
        if (duration != null) {
            request.put("duration", duration);
        }
        try (var gateway = new GatewayClient(data.running())) {
            var run = gateway.post("runs", request, Duration.ofSeconds(30));
            terminal.data(run.path("id").asString());
        }
        terminal.say("Started. Stop it with: millrace stop RUN; see it with: millrace status");
    }
}
