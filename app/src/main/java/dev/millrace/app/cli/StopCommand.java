package dev.millrace.app.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Stops a run through the gateway. */
@Command(name = "stop", mixinStandardHelpOptions = true, description = "Stop a run for good, in order.")
@SuppressWarnings("NullAway.Init") // fields are set by picocli
final class StopCommand implements Runnable {
    private final Terminal terminal;

    @Parameters(paramLabel = "RUN", description = "Id of the run, as 'start' printed it and 'status' shows it.")
    private String run;

    @Mixin
    private final DataOption data = new DataOption();

    StopCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        try (var gateway = new GatewayClient(data.running())) {
            var stopped =
                    gateway.delete("runs/" + URLEncoder.encode(run, StandardCharsets.UTF_8), Duration.ofSeconds(60));
            if (!stopped.path("state").asString("").equals("ended")) {
                throw CommandFailed.no(
                        "Run " + run + " was told to stop, but after 30 s some of its sources are not known"
                                + " to have committed the last they sent. They do it as soon as they can; look with"
                                + " 'millrace status', or ask again with 'millrace stop'.");
            }
        }
        terminal.say("Stopped run " + run + ". All it has sent is committed.");
    }
}
