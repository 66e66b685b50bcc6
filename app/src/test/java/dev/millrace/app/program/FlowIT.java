package dev.millrace.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.app.file.FileLoader;
import dev.millrace.app.instance.DataFolder;
import dev.millrace.embedded.kafka.EmbeddedKafka;
import dev.millrace.embedded.kafka.KafkaSettings;
import dev.millrace.gateway.port.BreakerView;
import dev.millrace.gateway.port.LimitView;
import dev.millrace.gateway.port.Verdict;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole program under flow control, on a Kafka that the test can stop, with a Redis of its own. */
class FlowIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Set<Role> ROLES = Set.of(Role.GENERATOR, Role.PROCESSOR, Role.DELIVERY, Role.GATEWAY);
    private static final int COUNT = 6_000;
    private static final int LINES = 1_500;
    private static final String YAML = """
            name: flow
            kafka: {bootstrap-servers: "KAFKA"}
            limits:
              shop: {rate: 3000/s, sources: [orders, lines, partners]}
            flow:
              breaker: {slow-call: 1s, window: 10, at-least: 3, open: 2s, probes: 2}
              speed: 20
            sources:
              orders:
                topic: f.orders
                rate: RATE/s
                COUNTED
                fields: {id: {sequence: "order-%d"}}
              lines: {topic: f.lines, file: {path: lines.json, format: json}}
              partners: {topic: f.partners, http: {}}
            """;

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private EmbeddedKafka kafka;

    @BeforeEach
    void start() throws Exception {
        kafka = startKafka(0);
        var lines = new StringBuilder();
        for (int i = 0; i < LINES; i++) {
            lines.append("{\"n\":").append(i).append("}\n");
        }
        Files.writeString(folder.resolve("lines.json"), lines);
    }

    @AfterEach
    void stop() {
        kafka.close();
    }

    private EmbeddedKafka startKafka(int port) {
        return EmbeddedKafka.start(new KafkaSettings(folder.resolve("kafka"), port, Map.of()));
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(PATIENCE);
    }

    private Program start(DataFolder data, int perSecond, String counted) throws Exception {
        var text = YAML.replace("KAFKA", kafka.bootstrapServers())
                .replace("RATE", Integer.toString(perSecond))
                .replace("COUNTED", counted);
        var file = Files.writeString(folder.resolve("flow.yaml"), text);
        return Program.start(FileLoader.load(file, Map.of()), new ProgramSettings(ROLES, data, 0, "test", "here"));
    }

    @Test
    void sourcesOfEveryKindAreUnderALimitThatStatusAndFiguresShow() throws Exception {
        var data = new DataFolder(folder.resolve("data"));
        try (var claim = data.claim();
                var program = start(data, 50_000, "count: " + COUNT)) {
            assertThat(claim.id()).isNotNull();
            assertThat(post(program).statusCode()).isEqualTo(201);
            await().until(() -> program.report().events().delivered() == COUNT + LINES + 1);

            long all = COUNT + LINES + 1;
            var status = program.status();
            assertThat(status.limits()).singleElement().satisfies(limit -> {
                assertThat(limit.name()).isEqualTo("shop");
                assertThat(limit.mode()).isEqualTo("redis");
                assertThat(limit.sources()).containsExactly("orders", "lines", "partners");
                // One for each event, and none for events that were not there; some more if a transaction was repeated.
                assertThat(limit.permits()).isBetween(all, all + all / 10);
            });
            assertThat(status.breakers()).extracting(BreakerView::name).containsExactly("kafka", "redis");
            assertThat(program.addresses()).containsKey("redis");
            assertThat(figures(program))
                    .contains(
                            "millrace_limiter_permits_total{limit=\"shop\"} ",
                            "millrace_limiter_mode{limit=\"shop\",mode=\"redis\"} 1.0",
                            "millrace_breaker_state{breaker=\"kafka\",state=\"closed\"}",
                            "millrace_breaker_open_seconds{breaker=\"redis\"}",
                            "millrace_queue_depth{source=\"orders\"} 0.0",
                            "millrace_inflight_bytes{source=\"partners\"} 0.0",
                            "millrace_batch_bytes{source=\"lines\"}");

            var report = program.finish();
            assertThat(report.verdict()).as(report.reason()).isEqualTo(Verdict.COMPLETE);
        }
    }

    @Test
    void whileKafkaIsStoppedPostsAreAnsweredAndAfterwardsNothingIsMissing() throws Exception {
        stopAndStart(Duration.ZERO);
    }

    @Test
    @Tag("faults")
    void anOutageOfTwentySecondsLeavesNothingMissingAndTheHeapAsItWas() throws Exception {
        stopAndStart(Duration.ofSeconds(20));
    }

    private void stopAndStart(Duration longer) throws Exception {
        var data = new DataFolder(folder.resolve("data"));
        try (var claim = data.claim();
                var program = start(data, 2_000, "")) {
            assertThat(claim.id()).isNotNull();
            await().until(() -> program.report().events().delivered() > 2_000 + LINES);

            kafka.close();
            await().until(() -> breaker(program).equals("open"));
            await().until(() -> isRefusedWhileOpen(program));
            long heap = heap();
            if (longer.isPositive()) {
                ProcessHandle.of(redisPid(data)).orElseThrow().destroyForcibly();
                await().pollDelay(longer).until(() -> limit(program).mode().equals("local"));
            }
            long grown = heap() - heap;
            assertThat(grown)
                    .as("bytes of heap more than when the outage began")
                    .isLessThan(64 << 20);

            long before = program.report().events().delivered();
            kafka = startKafka(kafka.port());
            await().until(() -> program.report().events().delivered() > before + 5_000);
            await().until(() -> breaker(program).equals("closed"));
            await().until(() -> post(program).statusCode() == 201);

            var report = program.finish();
            assertThat(report.verdict()).as(report.reason()).isEqualTo(Verdict.COMPLETE);
            assertThat(report.events().lost() + report.events().duplicated()).isZero();
        }
    }

    private boolean isRefusedWhileOpen(Program program) throws Exception {
        if (!breaker(program).equals("open")) {
            return false;
        }
        var answer = post(program);
        if (!breaker(program).equals("open")) {
            return false;
        }
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("/problems/unavailable", "kafka");
        return true;
    }

    private static String breaker(Program program) {
        return program.status().breakers().getFirst().state();
    }

    private static LimitView limit(Program program) {
        return program.status().limits().getFirst();
    }

    private static long redisPid(DataFolder data) throws Exception {
        try (var files = Files.walk(data.redis())) {
            var pid = files.filter(file -> file.getFileName().toString().endsWith("pid"))
                    .findFirst()
                    .orElseThrow();
            return Long.parseLong(Files.readString(pid).strip());
        }
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private HttpResponse<String> post(Program program) throws Exception {
        return http.send(
                HttpRequest.newBuilder(
                                URI.create(program.addresses().get("gateway") + "/api/v1/sources/partners/events"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"n\":1}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String figures(Program program) throws Exception {
        var scrape = http.send(
                HttpRequest.newBuilder(URI.create(program.addresses().get("gateway") + "/actuator/prometheus"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return scrape.body();
    }
}
