package dev.millrace.app.cli;

import dev.millrace.gateway.json.ApiJson;
import dev.millrace.gateway.ledger.LedgerAnswer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks the ledger of the running program for its verdict. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Wait until all that was sent so far is accounted for, and give the verdict.",
            "Exit code 0: complete. 1: something is lost, twice or out of order. 3: it cannot be told."
        })
final class VerifyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final DataOption data = new DataOption();

    @Option(names = "--run", paramLabel = "ID", description = "One run only.")
    private @Nullable String run;

    @Option(
            names = "--patience",
            paramLabel = "D",
            description = "How long to wait at most. Default: 30s.",
            defaultValue = "30s")
    private String patience;

    @Option(names = "--output", paramLabel = "text|json", description = "Default: text.", defaultValue = "text")
    private OutputFormat output;

    @SuppressWarnings("NullAway.Init") // options are set by picocli
    VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var wait = Times.duration("--patience", patience);
        try (var gateway = new GatewayClient(data.running())) {
            var path = "ledger?verify=true&patience=" + URLEncoder.encode(patience, StandardCharsets.UTF_8)
                    + (run == null ? "" : "&run=" + URLEncoder.encode(run, StandardCharsets.UTF_8));
            var json = gateway.get(path, wait.plus(Duration.ofSeconds(30)));
            var answer = ApiJson.mapper().treeToValue(json, LedgerAnswer.class);
            switch (output) {
                case json -> terminal.data(json.toString());
                case text -> new Summary(terminal).print(answer);
            }
            return Summary.exitCode(answer.verdict());
        }
    }
}
