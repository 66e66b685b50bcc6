package dev.millrace.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.app.file.FileLoader;
import dev.millrace.app.file.LoadedFile;
import dev.millrace.app.instance.DataFolder;
import dev.millrace.gateway.port.LedgerReport;
import dev.millrace.gateway.port.Verdict;
import dev.millrace.generator.anomaly.Anomalies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole program whose sources do everything wrong that they can, on purpose, in every encoding: it is all accounted for. */
class AnomaliesIT {
    private static final int COUNT = 4_000;
    private static final int LATE_COUNT = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String YAML = """
            name: anomalies
            seed: 7
            sources:
              plain: {topic: a.json, encoding: json, SOURCE}
              registered: {topic: a.avro, encoding: avro, SOURCE}
              framed: {topic: a.frame, encoding: {as: frame, events: 50}, SOURCE}
              tardy:
                topic: a.tardy
                rate: 2000/s
                count: 1000
                anomalies: {late: {share: 20%, by: 1h}}
                fields: {id: {sequence: "%d"}}
            pipelines:
              copy:
                from: [a.json, a.avro, a.frame]
                steps:
                  - to: a.copy
            audit: {topics: [a.json, a.avro, a.frame]}
            """.replace("SOURCE", """
            key: customer, rate: 2000/s, count: 4000, \
            fields: {customer: {sequence: "c-%d", cardinality: 40}, at: {timestamp: due}}, \
            anomalies: {drop: 2%, poison: {share: 1%, kinds: [bytes, schema]}, \
            late: {share: 3%, by: {least: 200ms, most: 3s}}, out-of-order: {share: 10%, within: 30ms}, \
            duplicate: {share: 2%, within: 1s}, \
            clock-skew: {offset: {from: -1h, to: 1h}, drift: 1s, share: 50%}}""");

    @TempDir
    Path folder;

    @Test
    void whatIsWrongOnPurposeIsKnownAndNothingElseIsWrong() throws Exception {
        var file = Files.writeString(folder.resolve("anomalies.yaml"), YAML);
        var loaded = FileLoader.load(file, Map.of());
        var data = new DataFolder(folder.resolve("data"));
        var roles = Set.of(Role.GENERATOR, Role.PROCESSOR, Role.DELIVERY, Role.GATEWAY);
        LedgerReport report;
        try (var claim = data.claim();
                var program = Program.start(loaded, new ProgramSettings(roles, data, 0, "test", "here"))) {
            assertThat(claim.id()).isNotNull();
            Awaitility.await().atMost(PATIENCE).until(() -> {
                var events = program.report().events();
                return events.generated() == 3 * COUNT + LATE_COUNT
                        && events.inFlight() == 0
                        && events.heldBack() == drawn(loaded, "tardy", LATE_COUNT, AnomaliesIT::isLate);
            });

            report = program.finish();
        }

        assertThat(report.verdict()).as(report.reason()).isEqualTo(Verdict.COMPLETE);
        var events = report.events();
        long dropped = 0;
        long poisoned = 0;
        long copies = 0;
        for (var source : Set.of("plain", "registered", "framed")) {
            dropped += drawn(loaded, source, COUNT, Anomalies::dropped);
            poisoned += drawn(loaded, source, COUNT, (drawn, index) -> drawn.poison(index) != null);
            copies += drawn(loaded, source, COUNT, Anomalies::duplicated);
        }
        assertThat(events.dropped()).isEqualTo(dropped).isPositive();
        assertThat(events.poisoned()).isEqualTo(poisoned).isPositive();
        assertThat(events.copies()).isEqualTo(copies).isPositive();
        // What came an hour late was sent when the program ended.
        assertThat(events.heldBack()).isZero();
        assertThat(events.delivered()).isEqualTo(3 * COUNT + LATE_COUNT - dropped - poisoned);
        assertThat(events.lost() + events.duplicated() + events.outOfOrder() + events.deadLettered())
                .isZero();
        assertThat(report.latency().max()).as("no clock and no delay shows").isLessThan(Duration.ofMinutes(30));
    }

    private static boolean isLate(Anomalies drawn, long index) {
        return drawn.delayNanos(index) > 0;
    }

    private static long drawn(LoadedFile loaded, String source, int count, BiPredicate<Anomalies, Long> which) {
        var definition = loaded.file().sources().get(source);
        var drawn = new Anomalies(definition.anomalies(), loaded.file().seed(), source, definition.key() != null);
        return LongStream.range(0, count)
                .filter(index -> which.test(drawn, index))
                .count();
    }
}
