package dev.millrace.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.app.file.FileLoader;
import dev.millrace.app.instance.DataFolder;
import dev.millrace.gateway.port.ServiceState;
import dev.millrace.gateway.port.SourceView;
import dev.millrace.gateway.port.Verdict;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole program whose file is edited while it runs. */
class ReloadIT {
    private static final String YAML = """
            name: edited
            seed: 7
            limits:
              all: {rate: 50/s, sources: [orders]}
            sources:
              orders: {topic: r.orders, rate: 1000/s, fields: {id: {sequence: "%d"}}}
              clicks: {topic: r.clicks, rate: 40/s, fields: {id: {sequence: "%d"}}}
            """;

    @TempDir
    Path folder;

    private final List<String> news = new ArrayList<>();

    @Test
    void otherRatesAndLimitsHoldAtOnceAMistakeChangesNothingAndTheRestWaits() throws Exception {
        var file = Files.writeString(folder.resolve("edited.yaml"), YAML);
        var data = new DataFolder(folder.resolve("data"));
        var roles = Set.of(Role.GENERATOR, Role.DELIVERY, Role.GATEWAY);
        try (var claim = data.claim();
                var program = Program.start(
                        FileLoader.load(file, Map.of()), new ProgramSettings(roles, data, 0, "test", "here"))) {
            assertThat(claim.id()).isNotNull();
            // Nothing is sent before the ledger reads, so that every latency is measured.
            assertThat(program.status().services())
                    .filteredOn(service -> service.name().equals("ledger"))
                    .singleElement()
                    .satisfies(ledger -> assertThat(ledger.state()).isEqualTo(ServiceState.State.UP));
            await().until(() -> source(program, "orders").events() > 20
                    && source(program, "clicks").events() > 20);

            Files.writeString(file, YAML.replace("rate: 50/s", "rate: 5000/s"));
            await().until(() -> told(program, "Limit all is 5000/s"));
            assertThat(program.status().limits().getFirst().rate()).isEqualTo("5000/s");
            // What was held back comes at the new limit: at the old one, this many would take a minute.
            long before = source(program, "orders").events();
            await().until(() -> source(program, "orders").events() > before + 3_000);

            var later = YAML.replace("rate: 50/s", "rate: 5000/s").replace("rate: 40/s", "rate: 400/s");
            Files.writeString(file, later.replace("seed: 7", "seed: 8"));
            await().until(() -> told(program, "Source clicks is to send 400/s"));
            await().until(() -> told(program, "from the next start on hold: seed"));
            // The mean of what it was to send so far: 40 until now, on its way to 400.
            await().until(() -> source(program, "clicks").targetRate() > 45);

            assertThat(started(program, "clicks")).contains("\"target_rate\":400");

            Files.writeString(
                    file,
                    later.replace("5000/s", "9000/s").replace("400/s", "800/s").replace("seed: 7", "seed: many"));
            await().until(() -> told(program, "edited.yaml:2:"));
            assertThat(program.status().limits().getFirst().rate()).isEqualTo("5000/s");
            assertThat(news).noneMatch(told -> told.contains("800/s") || told.contains("9000/s"));

            var report = program.finish();
            assertThat(report.verdict()).as(report.reason()).isEqualTo(Verdict.COMPLETE);
        }
    }

    /** The run may be a moment in coming. */
    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofMinutes(3)).ignoreException(NoSuchElementException.class);
    }

    private boolean told(Program program, String what) {
        news.addAll(program.news());
        return news.stream().anyMatch(told -> told.contains(what));
    }

    /** Starts a run of its own; gives the answer. */
    private static String started(Program program, String source) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(program.addresses().get("gateway") + "/api/v1/runs"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"sources\":[\"" + source + "\"],\"count\":10}"))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private static SourceView source(Program program, String name) {
        return program.status().runs().stream()
                .flatMap(run -> run.sources().stream())
                .filter(source -> source.source().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
