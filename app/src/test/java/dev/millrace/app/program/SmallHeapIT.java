package dev.millrace.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.app.Main;
import dev.millrace.app.file.FileLoader;
import dev.millrace.app.instance.DataFolder;
import dev.millrace.embedded.kafka.EmbeddedKafka;
import dev.millrace.embedded.kafka.KafkaSettings;
import dev.millrace.gateway.port.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A generator with next to no memory, told to send far more than it can. */
class SmallHeapIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String YAML = """
            name: small
            kafka: {bootstrap-servers: "KAFKA"}
            flow: {shed: {most: 20000}}
            sources:
              flood:
                topic: small.flood
                rate: 3000000/s
                flow: {priority: low}
                fields: {id: {sequence: "flood-%d"}, text: {constant: "TEXT"}}
              frames:
                topic: small.frames
                encoding: frame
                rate: 3000000/s
                fields: {id: {sequence: "frame-%d"}, text: {constant: "TEXT"}}
              dear:
                topic: small.dear
                rate: 50/s
                flow: {priority: vital}
                fields: {id: {sequence: "dear-%d"}}
            """;

    @TempDir
    Path folder;

    @Test
    @Tag("endurance")
    void livesAndLeavesOutWhatItMustAndEveryIndexIsAccountedFor() throws Exception {
        try (var kafka = EmbeddedKafka.start(new KafkaSettings(folder.resolve("kafka"), 0, Map.of()))) {
            var text = YAML.replace("KAFKA", kafka.bootstrapServers()).replace("TEXT", "x".repeat(200));
            var file = Files.writeString(folder.resolve("small.yaml"), text);
            var data = new DataFolder(folder.resolve("ledger"));
            try (var claim = data.claim();
                    var ledger = Program.start(
                            FileLoader.load(file, Map.of()),
                            new ProgramSettings(Set.of(Role.DELIVERY), data, 0, "test", "here"))) {
                assertThat(claim.id()).isNotNull();
                var generator = start(file);
                try {
                    Awaitility.await()
                            .atMost(PATIENCE)
                            .failFast(() -> assertThat(generator.isAlive()).isTrue())
                            .until(() -> ledger.report().events().shed() > 5_000_000
                                    && ledger.report().events().delivered() > 100_000);
                    // Asked to stop, it ends in order.
                    generator.destroy();
                    assertThat(generator.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                            .isTrue();
                } finally {
                    generator.destroyForcibly().waitFor();
                }

                var report = ledger.finish();
                var events = report.events();
                assertThat(report.verdict()).as(report.reason()).isEqualTo(Verdict.COMPLETE);
                assertThat(events.generated()).isEqualTo(events.delivered() + events.deadLettered() + events.shed());
                assertThat(events.lost() + events.duplicated() + events.outOfOrder())
                        .isZero();
            }
        }
    }

    private Process start(Path file) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx112m",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Main.class.getName(),
                        "run",
                        "--role",
                        "generator",
                        "-f",
                        file.toString(),
                        "--data",
                        folder.resolve("generator").toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
