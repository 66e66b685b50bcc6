package dev.millrace.generator.run;

import static dev.millrace.generator.testing.Definitions.numbered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.millrace.generator.channel.ProducerFactory;
import dev.millrace.generator.channel.UnreadableProgress;
import dev.millrace.generator.source.SourceDefinition;
import dev.millrace.generator.testing.CommittedRecord;
import dev.millrace.generator.testing.LateAnswers;
import dev.millrace.generator.testing.TestKafka;
import dev.millrace.generator.testing.TestProgram;
import dev.millrace.settings.Rate;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateChangesIT {
    private final TestKafka kafka = TestKafka.shared();
    private final String program = TestKafka.newName("program");
    private final String topic = kafka.newTopic("rates", 1);
    private final Map<String, SourceDefinition> sources =
            Map.of("orders", numbered(topic, 100, null, 10), "refunds", numbered(topic, 100, null, 10));

    @Test
    void shouldHoldOnEveryInstanceOrOnNoneWhereKafkaTookAChangeTooLate() {
        var late = new LateAnswers();
        try (var asked = TestProgram.of(kafka, late, program, "asked", sources);
                var other = TestProgram.of(kafka, ProducerFactory.kafka(), program, "other", sources)) {
            asked.runs().resume();
            other.runs().resume();
            var id = asked.newest(RunOrigin.FILE).run().id();
            // Of one of the two sources, so that the other one's stands.
            late.holdUp(1);

            var changed = asked.runs()
                    .change(id, List.of("orders", "refunds"), new Rate(200))
                    .orElseThrow()
                    .run()
                    .changes();

            assertThat(late.changes()).isGreaterThanOrEqualTo(3);
            assertThat(changed).extracting(RateChange::source).containsExactly("refunds", "orders");
            assertThat(changed.getLast().fromNanos() - changed.getFirst().fromNanos())
                    .isGreaterThan(Duration.ofSeconds(1).toNanos());
            await().untilAsserted(() -> assertThat(
                            other.runs().status(id).orElseThrow().run().changes())
                    .isEqualTo(changed));
            // The verdict stands on the log, so that it is read from a copy of it as well.
            await().untilAsserted(() -> assertThat(rates(id))
                    .filteredOn(rate -> rate.contains("\"by\":\""))
                    .isEmpty());
            assertThat(rates(id)).hasSize(2).allMatch(rate -> rate.contains("\"change\""));
            // So it is for whoever comes later.
            assertThat(asked.runLog().read(program).get(id).changes()).isEqualTo(changed);
        }
    }

    /** A clock that is behind stands for a broker that is slow, each time. */
    @Test
    void shouldTellWhoAskedThatAChangeHoldsForNobody() {
        var behind = Clock.offset(Clock.systemUTC(), Duration.ofHours(-1));
        try (var running = TestProgram.start(kafka, program, sources);
                var facts = new RunFacts(program, kafka.access(), running.runLog(), new UnreadableProgress())) {
            var run = running.newest(RunOrigin.FILE).run();
            var changes = new RateChanges(new RunSources(sources, 42), facts, behind);

            assertThatExceptionOfType(RunLogUnavailable.class)
                    .isThrownBy(() -> changes.change(run, List.of("orders"), new Rate(200), () -> 0))
                    .withMessageContaining(run.id())
                    .withMessageContaining("orders keep the rate they have")
                    .withMessageContaining("Ask again")
                    .withMessageContaining("clocks");
            assertThat(running.runLog().read(program).get(run.id()).changes()).isEmpty();
            // The keeper of the runs takes them off the log.
            await().untilAsserted(() -> assertThat(rates(run.id())).isEmpty());
        }
    }

    /** What stands on the log of a run's rates, once it is compacted. */
    private List<String> rates(String run) {
        var last = new LinkedHashMap<String, CommittedRecord>();
        kafka.readNow(Run.TOPIC).stream()
                .filter(record -> String.valueOf(record.key()).startsWith(run + "/rate/"))
                .forEach(record -> last.put(record.key(), record));
        return last.values().stream()
                .map(CommittedRecord::text)
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
