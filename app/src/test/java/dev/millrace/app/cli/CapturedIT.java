package dev.millrace.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.app.file.FileLoader;
import dev.millrace.app.file.LoadedFile;
import dev.millrace.app.instance.DataFolder;
import dev.millrace.app.program.Program;
import dev.millrace.app.program.ProgramSettings;
import dev.millrace.app.program.Role;
import dev.millrace.event.Event;
import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.json.CloudEventReader;
import dev.millrace.event.json.TimestampWriter;
import dev.millrace.gateway.port.Verdict;
import dev.millrace.generator.render.SourceCatalog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events of every encoding as {@code tail} shows them, captured that way, and replayed in every encoding. */
class CapturedIT {
    private static final int COUNT = 300;
    private static final String FIELDS = """
            {customer: {sequence: "c-%d", cardinality: 40}, \
            amount: {lognormal: {median: 40, sigma: 0.8}, decimals: 2}, \
            note: {faker: name.fullName, pool: 50, nulls: 20%}, \
            tags: {array: {choice: {a: 1, "größe": 1}}, length: {min: 0, max: 3}}}""";
    private static final String CAPTURED = """
            name: captured
            seed: 11
            sources:
              json: {topic: c.json, type: shop.order, key: customer, rate: 3000/s, count: 300, fields: FIELDS}
              avro: {topic: c.avro, key: customer, encoding: avro, rate: 3000/s, count: 300, fields: FIELDS}
              frame: {topic: c.frame, key: customer, encoding: frame, rate: 3000/s, count: 300, fields: FIELDS}
            """.replace("FIELDS", FIELDS);
    private static final String AGAIN = """
            name: again
            kafka: {bootstrap-servers: "KAFKA"}
            sources:
              of-json: {topic: a.frame, replay: {file: json.jsonl, speed: 2}, encoding: frame}
              of-avro: {topic: a.json, replay: {file: avro.jsonl, speed: 2}}
              of-frame: {topic: a.avro, replay: {file: frame.jsonl, speed: 2}, encoding: avro}
            """;

    @TempDir
    private Path folder;

    @Test
    void whatIsOnATopicInAnyEncodingCanBeSeenCapturedAndReplayedInAnyOther() throws Exception {
        var loaded = load("captured.yaml", CAPTURED);
        var data = new DataFolder(folder.resolve("data"));
        try (var claim = data.claim();
                var program = Program.start(loaded, settings(data, Role.GENERATOR, Role.DELIVERY))) {
            assertThat(claim.id()).isNotNull();
            await(() -> program.report().events().delivered() == 3 * COUNT);
            var kafka = program.addresses().get("kafka");

            for (var source : List.of("json", "avro", "frame")) {
                var shown = tail(kafka, "c." + source, "json");
                assertIsWhatTheSourceMakes(loaded, source, shown);
                Files.write(folder.resolve(source + ".jsonl"), shown);
                assertThat(tail(kafka, "c." + source, "pretty")).hasSize(COUNT).allMatch(line -> line.contains("c-"));
                assertThat(tail(kafka, "c." + source, "raw"))
                        .hasSize(COUNT)
                        .allMatch(line -> line.contains("\"place\":") == source.equals("frame"));
            }
            replay(kafka);

            for (var pair :
                    Map.of("json", "frame", "avro", "json", "frame", "avro").entrySet()) {
                assertAreTheSameFactsTwiceAsFast(
                        // In the order they were captured in: what is due in one millisecond comes by partition.
                        Files.readAllLines(folder.resolve(pair.getKey() + ".jsonl")).stream()
                                .map(CapturedIT::event)
                                .toList(),
                        events(tail(kafka, "a." + pair.getValue(), "json")));
            }
            // The ledger reads all sources of the cluster, those of the other program as well.
            await(() -> program.report().events().delivered() == 6 * COUNT);
            var report = program.finish();
            assertThat(report.verdict()).as(report.reason()).isEqualTo(Verdict.COMPLETE);
        }
    }

    private void replay(String kafka) throws Exception {
        var data = new DataFolder(folder.resolve("again"));
        var file = load("again.yaml", AGAIN.replace("KAFKA", kafka));
        try (var claim = data.claim();
                var again = Program.start(file, settings(data, Role.GENERATOR))) {
            assertThat(claim.id()).isNotNull();
            await(() -> again.status().runs().stream()
                            .flatMap(run -> run.sources().stream())
                            .mapToLong(source -> source.events())
                            .sum()
                    == 3 * COUNT);
        }
    }

    private static void assertIsWhatTheSourceMakes(LoadedFile loaded, String source, List<String> shown)
            throws Exception {
        var events = events(shown);
        assertThat(events).hasSize(COUNT);
        var run = events.getFirst().knownOrigin().orElseThrow().run();
        var renderer = new SourceCatalog(loaded.file().sources(), loaded.file().seed()).renderer(source, run);
        for (var event : events) {
            renderer.render(event.knownOrigin().orElseThrow().index(), TimestampWriter.epochMicros(event.time()));
            assertThat(event).isEqualTo(new CloudEventReader().read(renderer.value(), Instant.EPOCH));
        }
    }

    private static void assertAreTheSameFactsTwiceAsFast(List<Event> captured, List<Event> replayed) {
        assertThat(replayed).hasSize(COUNT);
        for (int i = 0; i < COUNT; i++) {
            var before = captured.get(i);
            var after = replayed.get(i);
            assertThat(after.key()).isEqualTo(before.key());
            assertThat(after.type()).isEqualTo(before.type());
            assertThat(after.data()).isEqualTo(before.data());
            assertThat(after.correlationId()).isEqualTo(before.correlationId());
            var apart = Duration.between(captured.getFirst().time(), before.time());
            assertThat(Duration.between(replayed.getFirst().time(), after.time()))
                    .isBetween(
                            apart.dividedBy(2).minusNanos(2_000),
                            apart.dividedBy(2).plusNanos(2_000));
        }
    }

    /** Events by their index. */
    private static List<Event> events(List<String> lines) {
        return lines.stream()
                .map(CapturedIT::event)
                .sorted(Comparator.comparingLong(
                        event -> event.knownOrigin().orElseThrow().index()))
                .toList();
    }

    private static Event event(String line) {
        try {
            return new CloudEventReader().read(line.getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
        } catch (UnreadableEvent e) {
            throw new AssertionError(line, e);
        }
    }

    private static List<String> tail(String kafka, String topic, String output) {
        var shown = Shell.run("tail", topic, "--bootstrap", kafka, "-n", "300", "--output", output);
        assertThat(shown.exitCode()).as(shown.err()).isZero();
        return shown.out().lines().toList();
    }

    private LoadedFile load(String name, String yaml) throws Exception {
        return FileLoader.load(Files.writeString(folder.resolve(name), yaml), Map.of());
    }

    private static ProgramSettings settings(DataFolder data, Role... roles) {
        return new ProgramSettings(Set.of(roles), data, 0, "test", "here");
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofMinutes(5)).until(condition);
    }
}
