package dev.millrace.generator.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.event.Event;
import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.source.SourceDefinition;
import dev.millrace.generator.source.SourceDraft;
import dev.millrace.generator.testing.Account;
import dev.millrace.generator.testing.Definitions;
import dev.millrace.generator.testing.TestKafka;
import dev.millrace.generator.testing.TestProgram;
import dev.millrace.generator.workload.StartTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A source that begins in the past: at full speed up to now, then live. */
class BackfillIT {
    private static final Duration AGO = Duration.ofDays(1);
    private static final int PER_SECOND = 1;
    private static final int BEFORE = 86_400 * PER_SECOND;

    private final TestKafka kafka = TestKafka.shared();
    private final String program = TestKafka.newName("program");
    private final String topic = kafka.newTopic("backfill", 2);
    private final Map<String, SourceDefinition> sources = Map.of("orders", backfilled());

    @Test
    @Tag("faults")
    void shouldCatchUpAndGoOnLiveWithTheDueTimesOfThePast() {
        var started = Instant.now();
        Instant begin;
        String run;
        try (var running = TestProgram.start(kafka, program, sources)) {
            await().until(() -> sent(running) > BEFORE + 1);
            run = running.newest(RunOrigin.FILE).run().id();
            begin = running.newest(RunOrigin.FILE).run().timeline().begin();
            // It is live: an event that is not due is not sent.
            var live = Duration.between(begin, Instant.now()).toSeconds() + 1;
            assertThat(sent(running)).isLessThanOrEqualTo(BEFORE + live);
        }

        assertThat(Account.of(kafka, run, "orders").findings()).isEmpty();
        var events = events(run);
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).time()).isEqualTo(begin.minus(AGO).plusSeconds(i));
        }
        assertThat(kafka.read(topic))
                .allSatisfy(record -> assertThat(record.timestamp())
                        .as("what is old when it is made is not deleted for its age")
                        .isGreaterThanOrEqualTo(started.toEpochMilli()));
    }

    @Test
    void shouldKeepTheDueTimesOfThePastWhereItIsInterruptedThere() {
        Instant begin;
        String run;
        try (var running = TestProgram.start(kafka, program, sources)) {
            await().until(() -> sent(running) > 500);
            begin = running.newest(RunOrigin.FILE).run().timeline().begin();
        }
        try (var running = TestProgram.start(kafka, program, sources)) {
            await().until(() -> sent(running) > BEFORE);
            run = running.newest(RunOrigin.FILE).run().id();
        }

        assertThat(Account.of(kafka, run, "orders").findings()).isEmpty();
        var events = events(run);
        for (int i = 0; i < BEFORE; i++) {
            assertThat(events.get(i).time()).isEqualTo(begin.minus(AGO).plusSeconds(i));
        }
        assertThat(events.get(BEFORE).time()).as("the pause is no backlog").isAfter(begin);
    }

    private SourceDefinition backfilled() {
        return SourceDraft.to(topic)
                .key("shelf")
                .rate(Definitions.rate(PER_SECOND))
                .from(StartTime.parse("-1d"))
                .fields(Map.of("shelf", new FieldKind.Sequence("shelf-%03d", 50L)))
                .build();
    }

    private List<Event> events(String run) {
        return kafka.read(topic).stream()
                .map(record -> record.event())
                .filter(event -> event.knownOrigin().orElseThrow().run().equals(run))
                .sorted(Comparator.comparingLong(
                        event -> event.knownOrigin().orElseThrow().index()))
                .toList();
    }

    private static long sent(TestProgram running) {
        return running.newest(RunOrigin.FILE).sources().getFirst().tally().events();
    }
}
