package dev.millrace.checks.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.millrace.embedded.ports.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An access log that a real web server wrote, sent through standard input, and counted by Kafka's own consumer. */
class IngestIT {
    private static final int VISITS = 250;
    private static final List<String> MALFORMED =
            List.of("this is no log line", "127.0.0.1 - - [not a time] \"GET /\" 200 1");

    @TempDir
    Path folder;

    @Test
    void everyLineIsOnTheTopicOrOnItsDeadLetterTopicWithTheReason() throws Exception {
        // Where nothing may be skipped it goes on, and fails.
        assumeTrue(
                Nginx.isInstalled() || Boolean.parseBoolean(System.getenv("MILLRACE_NO_SKIPS")),
                "nginx is not installed; on Debian: apt-get install nginx-light");
        var log = accessLog();
        Files.writeString(folder.resolve("millrace.yaml"), """
                name: ingest
                sources:
                  partners: {topic: partner.events, http: {}}
                """);
        try (var program = MillraceProcess.start(folder, "up", "--data", "data", "--port", "0")) {
            var instance = program.awaitReady(folder.resolve("data"));
            var kafka = instance.at("/addresses/kafka").asString();

            var ingest = MillraceProcess.start(
                    folder,
                    ProcessBuilder.Redirect.from(log.toFile()),
                    "ingest",
                    "--data",
                    "data",
                    "--topic",
                    "web.access",
                    "--format",
                    "combined");

            assertThat(ingest.await()).as(ingest.err()).isZero();
            assertThat(consumed(kafka, "web.access", VISITS)).hasSize(VISITS);
            assertThat(consumed(kafka, "web.access.dlq", MALFORMED.size()))
                    .containsExactlyInAnyOrderElementsOf(MALFORMED);
            var letters = MillraceProcess.run(folder, "tail", "web.access.dlq", "--data", "data", "--output", "raw");
            assertThat(letters.out()).contains("dlq.reason").contains("expected the time as");
            var verify = MillraceProcess.run(folder, "verify", "--data", "data", "--output", "json");
            assertThat(verify.await()).as(verify.out() + verify.err()).isZero();
            assertThat(verify.json().at("/events/ingested").asInt()).isEqualTo(VISITS + MALFORMED.size());
            assertThat(verify.json().at("/events/dead_lettered").asInt()).isEqualTo(MALFORMED.size());
            program.terminate();
            assertThat(program.await()).as(program.err()).isEqualTo(130);
        }
    }

    private Path accessLog() throws Exception {
        try (var nginx = Nginx.start(folder, Ports.free())) {
            nginx.visit(VISITS);
            nginx.close();
            var lines = new ArrayList<>(Files.readAllLines(nginx.log()));
            assertThat(lines).hasSize(VISITS);
            lines.add(100, MALFORMED.getFirst());
            lines.add(MALFORMED.getLast());
            return Files.write(folder.resolve("mixed.log"), lines);
        }
    }

    /** All there is; the consumer gives up when nothing comes for a while, on a busy machine before it has begun. */
    private List<String> consumed(String kafka, String topic, int atLeast) {
        return Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .until(() -> consumed(kafka, topic), lines -> lines.size() >= atLeast);
    }

    private List<String> consumed(String kafka, String topic) throws IOException, InterruptedException {
        var out = Files.createTempFile(folder, "consumed", ".txt");
        var consumer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        MillraceProcess.QUICK,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.apache.kafka.tools.consumer.ConsoleConsumer",
                        "--bootstrap-server",
                        kafka,
                        "--topic",
                        topic,
                        "--from-beginning",
                        "--timeout-ms",
                        "5000")
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!consumer.waitFor(120, TimeUnit.SECONDS)) {
            consumer.destroyForcibly();
            throw new AssertionError("Kafka's console consumer did not end");
        }
        // Its log goes to the same stream; what it consumed is what it was sent.
        return Files.readAllLines(out).stream()
                .filter(line -> line.startsWith("{\"specversion\"") || MALFORMED.contains(line))
                .toList();
    }
}
