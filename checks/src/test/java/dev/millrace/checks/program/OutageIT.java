package dev.millrace.checks.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.embedded.redis.EmbeddedRedis;
import dev.millrace.embedded.redis.RedisSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole program on a Kafka and a Redis that are processes of their own, and go away for 20 seconds amid a run: stopped
 * with all connections open, or killed and started again.
 */
@Tag("endurance")
class OutageIT {
    private static final Duration OUTAGE = Duration.ofSeconds(20);
    /** The longest any call may wait for a server (docs/flow-control.md), and a while for a slow machine. */
    private static final Duration STUCK = Duration.ofSeconds(15);

    private static final Duration PATIENCE = Duration.ofMinutes(12);
    private static final long FLAT = 24 << 20;
    private static final int LINES = 2_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String YAML = """
            name: outage
            kafka: {bootstrap-servers: "KAFKA"}
            redis: {address: "REDIS"}
            limits:
              shop: {rate: 3000/s, sources: [orders, clicks, lines, partners]}
            flow:
              breaker: {slow-call: 1s, window: 10, at-least: 3, open: 2s, probes: 2}
              speed: 4
            sources:
              orders:
                topic: o.orders
                key: customer
                rate: 800/s
                encoding: {as: frame, events: 100, linger: 20ms}
                fields: FIELDS
              payments:
                topic: o.payments
                key: customer
                rate: 300/s
                fields: FIELDS
                anomalies: {duplicate: 1%, drop: 1%, poison: 0.5%, late: {share: 2%, by: {least: 1s, most: 5s}}}
              clicks: {topic: o.clicks, key: customer, rate: 300/s, shards: 3, encoding: avro, fields: FIELDS}
              lines: {topic: o.lines, file: {path: lines.json, format: json}}
              partners: {topic: o.partners, http: {}}
            pipelines:
              copy:
                from: o.orders
                steps:
                  - filter: data.amount > 20.0
                  - to: o.copy
            audit: {topics: [o.orders, o.partners, o.copy]}
            """.replace("FIELDS", """
            {customer: {sequence: "c-%d", cardinality: 60}, amount: {lognormal: {median: 40, sigma: 0.8}, decimals: 2}}
            """.strip());

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private BrokerProcess kafka;
    private EmbeddedRedis redis;

    /** Who goes away, and how. */
    enum Outage {
        KAFKA_STOPPED(true, false, false),
        REDIS_STOPPED(false, true, false),
        BOTH_STOPPED(true, true, false),
        KAFKA_KILLED(true, false, true),
        REDIS_KILLED(false, true, true),
        BOTH_KILLED(true, true, true);

        private final boolean kafka;
        private final boolean redis;
        private final boolean killed;

        Outage(boolean kafka, boolean redis, boolean killed) {
            this.kafka = kafka;
            this.redis = redis;
            this.killed = killed;
        }
    }

    @BeforeEach
    void startServers() throws IOException {
        kafka = BrokerProcess.start(folder.resolve("kafka"), 0);
        redis = EmbeddedRedis.start(new RedisSettings(folder.resolve("redis"), 0));
        var lines = new ArrayList<String>();
        for (int i = 0; i < LINES; i++) {
            lines.add("{\"n\":" + i + "}");
        }
        Files.write(folder.resolve("lines.json"), lines);
        Files.writeString(
                folder.resolve("millrace.yaml"),
                YAML.replace("KAFKA", kafka.bootstrapServers())
                        .replace("REDIS", redis.uri().toString()));
    }

    @AfterEach
    void endServers() {
        http.close();
        redis.close();
        kafka.close();
    }

    @ParameterizedTest
    @EnumSource(Outage.class)
    void nothingIsMissingAndNobodyIsStuckAndTheHeapIsAsItWas(Outage outage) throws Exception {
        try (var program = MillraceProcess.start(folder, "up", "--data", "data", "--port", "0", "--output", "json")) {
            var gateway = program.awaitReady(folder.resolve("data"))
                    .at("/addresses/gateway")
                    .asString();
            try (var poster = new Poster(gateway, "partners")) {
                var watched = new Watched(program.pid(), folder);
                await(() ->
                        delivered(gateway) > 5_000 + LINES && poster.stored().size() > 20);
                long before = watched.liveBytes();

                takeAway(outage);
                watch(watched);
                if (outage.kafka) {
                    await(() -> "open".equals(breaker(gateway)));
                    await(() -> !poster.refused().isEmpty());
                }
                if (outage.redis) {
                    await(() -> "local".equals(limit(gateway)));
                }
                assertFlat(before, watched.liveBytes());
                giveBack(outage);

                long then = delivered(gateway);
                await(() -> delivered(gateway) > then + 5_000);
                // One by one: on a busy machine they come and go.
                await(() -> "closed".equals(breaker(gateway)));
                await(() -> "redis".equals(limit(gateway)));
                int accepted = poster.stored().size();
                await(() -> poster.stored().size() > accepted + 20);
                assertFlat(before, watched.liveBytes());
                poster.close();
                program.terminate();

                assertThat(program.await()).as(program.err()).isEqualTo(130);
                assertComplete(program.json(), poster);
            }
        }
    }

    private void watch(Watched watched) throws Exception {
        var end = Instant.now().plus(OUTAGE);
        while (Instant.now().isBefore(end)) {
            watched.look();
            assertThat(watched.stuckFor(STUCK)).isEmpty();
        }
    }

    private static void assertFlat(long before, long now) {
        assertThat(now - before)
                .as("bytes of heap more than the %d before the outage", before)
                .isLessThan(FLAT);
    }

    private void assertComplete(JsonNode account, Poster poster) {
        assertThat(account.path("verdict").asString()).as(account.toString()).isEqualTo("complete");
        assertThat(account.at("/events/lost").asLong()).isZero();
        assertThat(account.at("/events/duplicated").asLong()).isZero();
        assertThat(account.at("/events/in_flight").asLong()).isZero();
        assertThat(poster.surprises()).isEmpty();
        // What posters were told is so, by a plain client: what was answered as stored is there once, and what was
        // answered as not stored is not.
        var posted = Committed.records(kafka.bootstrapServers(), "o.partners").stream()
                .map(record -> JSON.readTree(new String(record.value(), StandardCharsets.UTF_8))
                        .at("/data/n")
                        .asInt())
                .toList();
        assertThat(posted).doesNotHaveDuplicates().containsAll(poster.stored());
        assertThat(posted).noneMatch(poster.refused()::contains);
        assertThat(account.at("/events/ingested").asLong()
                        - account.at("/events/rejected").asLong())
                .as(() -> account + ", lines there: "
                        + Committed.records(kafka.bootstrapServers(), "o.lines").size())
                .isEqualTo(LINES + posted.size());
        // One after the other: no more than one can have been on its way.
        assertThat(poster.doubtful()).hasSizeLessThanOrEqualTo(1);
    }

    private void takeAway(Outage outage) throws Exception {
        if (outage.kafka) {
            if (outage.killed) {
                kafka.kill();
            } else {
                Signals.pause(kafka.pid());
            }
        }
        if (outage.redis) {
            if (outage.killed) {
                ProcessHandle.of(redis.pid()).orElseThrow().destroyForcibly();
            } else {
                Signals.pause(redis.pid());
            }
        }
    }

    private void giveBack(Outage outage) throws Exception {
        if (outage.kafka) {
            if (outage.killed) {
                kafka = kafka.startAgain();
            } else {
                Signals.resume(kafka.pid());
            }
        }
        if (outage.redis) {
            if (outage.killed) {
                int port = redis.port();
                redis.close();
                redis = EmbeddedRedis.start(new RedisSettings(folder.resolve("redis"), port));
            } else {
                Signals.resume(redis.pid());
            }
        }
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(condition);
    }

    private long delivered(String gateway) throws Exception {
        return get(gateway, "ledger").at("/events/delivered").asLong();
    }

    private String breaker(String gateway) throws Exception {
        return first(get(gateway, "status").path("breakers"), "kafka")
                .path("state")
                .asString();
    }

    private String limit(String gateway) throws Exception {
        return first(get(gateway, "status").path("limits"), "shop").path("mode").asString();
    }

    private static JsonNode first(JsonNode all, String name) {
        for (var one : all) {
            if (one.path("name").asString().equals(name)) {
                return one;
            }
        }
        throw new AssertionError("no " + name + " among " + all);
    }

    private JsonNode get(String gateway, String path) throws Exception {
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(gateway + "/api/v1/" + path)).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
