package dev.millrace.app.cli;

import dev.millrace.gateway.json.ApiJson;
import dev.millrace.gateway.port.ServiceState;
import dev.millrace.gateway.port.ShardView;
import dev.millrace.gateway.status.StatusAnswer;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the running program. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Show what runs: services and their addresses, runs, pipelines, audit, dead letters.")
final class StatusCommand implements Runnable {
    private final Terminal terminal;

    @Mixin
    private final DataOption data = new DataOption();

    @Option(names = "--output", paramLabel = "text|json", description = "Default: text.", defaultValue = "text")
    private OutputFormat output;

    @SuppressWarnings("NullAway.Init") // options are set by picocli
    StatusCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        var instance = data.running();
        try (var gateway = new GatewayClient(instance)) {
            var json = gateway.get("status", Duration.ofSeconds(10));
            switch (output) {
                case json -> terminal.data(json.toString());
                case text -> {
                    terminal.data("Millrace runs " + instance.name() + " from " + instance.file() + ", process "
                            + instance.pid());
                    print(ApiJson.mapper().treeToValue(json, StatusAnswer.class));
                }
            }
        }
    }

    private void print(StatusAnswer status) {
        terminal.data("Services");
        status.services()
                .forEach(service -> terminal.data("  %-12s %-9s %s  %s"
                        .formatted(
                                service.name(),
                                styled(service),
                                service.address() == null ? "" : service.address(),
                                service.detail())));
        terminal.data("Runs");
        status.runs().forEach(run -> {
            terminal.data("  " + run.id() + "  " + run.state() + "  since " + run.startedAt());
            run.sources().forEach(source -> {
                terminal.data(String.format(
                        Locale.ROOT,
                        "    %-14s -> %-20s %15s events  %.0f/s%s",
                        source.source(),
                        source.topic(),
                        Numbers.grouped(source.events()),
                        source.actualRate(),
                        ifAny("shed", source.shed())
                                + ifAny("rejected", source.rejected())
                                + ifAny("skipped", source.skipped())));
                if (source.shards().size() > 1) {
                    source.shards().forEach(this::print);
                }
            });
        });
        status.limits()
                .forEach(limit -> terminal.data("Limit   %s: %s for %s, %s permits here, shared by %s, decided by %s"
                        .formatted(
                                limit.name(),
                                limit.rate(),
                                String.join(", ", limit.sources()),
                                Numbers.grouped(limit.permits()),
                                limit.sharing(),
                                terminal.judged(limit.mode().equals("redis"), limit.mode()))));
        status.breakers()
                .forEach(breaker -> terminal.data("Breaker %s: %s%s"
                        .formatted(
                                breaker.name(),
                                terminal.judged(breaker.state().equals("closed"), breaker.state()),
                                breaker.openSeconds() > 0
                                        ? String.format(Locale.ROOT, " for %.1f s", breaker.openSeconds())
                                        : "")));
        terminal.data("Pipelines");
        status.pipelines()
                .forEach(pipeline -> terminal.data("  %-14s %s  %s behind  %s"
                        .formatted(
                                pipeline.name(),
                                pipeline.state(),
                                Numbers.grouped(pipeline.lag()),
                                pipeline.counters())));
        terminal.data("Audit   %s rows, %s behind"
                .formatted(
                        Numbers.grouped(status.audit().rows()),
                        Numbers.grouped(status.audit().lag())));
        status.deadLetters().stream()
                .filter(letters -> letters.events() > 0)
                .forEach(letters -> terminal.data(
                        "Dead letters on %s: %s".formatted(letters.topic(), Numbers.grouped(letters.events()))));
    }

    private static String ifAny(String what, long events) {
        return events == 0 ? "" : "  " + Numbers.grouped(events) + " " + what;
    }

    private void print(ShardView shard) {
        terminal.data(String.format(
                Locale.ROOT,
                "      shard %-7d %-10s %-36s %s events",
                shard.shard(),
                shard.state(),
                shard.instance(),
                Numbers.grouped(shard.events())));
    }

    private String styled(ServiceState service) {
        var word = service.state().toString();
        return switch (service.state()) {
            case UP -> terminal.judged(true, word);
            case DEGRADED, DOWN -> terminal.judged(false, word);
        };
    }
}
