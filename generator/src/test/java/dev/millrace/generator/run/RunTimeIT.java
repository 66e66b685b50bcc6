package dev.millrace.generator.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.generator.channel.ProducerFactory;
import dev.millrace.generator.channel.UnreadableProgress;
import dev.millrace.generator.loop.RunClock;
import dev.millrace.generator.testing.TestKafka;
import dev.millrace.generator.workload.Timeline;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two instances open the channels of a run too late to begin it when it was to begin; one of them is its keeper. */
class RunTimeIT {
    private static final Instant BEGIN = Instant.parse("2026-11-22T08:00:00Z");

    private final TestKafka kafka = TestKafka.shared();
    private final String program = TestKafka.newName("program");
    private final RunLog log = new RunLog(kafka.access(), ProducerFactory.kafka());
    private final RunFacts first = facts();
    private final RunFacts second = facts();
    private final Clock late = Clock.fixed(BEGIN.plusSeconds(3), ZoneOffset.UTC);
    private final Run run = new Run(
            TestKafka.newName("run"),
            program,
            RunOrigin.FILE,
            "f",
            BEGIN,
            RunState.RUNNING,
            List.of(new SourceOrder("orders", null, 10L)),
            Timeline.from(BEGIN));

    @AfterEach
    void close() {
        first.close();
        second.close();
        log.close();
    }

    @Test
    void shouldMoveTheBeginningForAllWhereItIsTheKeeper() {
        first.keep(true);
        first.writeAsKeeper(run);
        var clock = clock();

        new RunTime(first, clock).begin(run);

        assertThat(begin(clock)).isEqualTo(BEGIN.plusSeconds(3));
        assertThat(written()).isEqualTo(clock.timeline());
    }

    /** It was held up, and does not know yet that another has the run's shards, which began with it as it stands. */
    @Test
    void shouldLeaveTheBeginningWhereAnotherHasTakenOver() {
        first.keep(true);
        first.writeAsKeeper(run);
        second.keep(true);
        var clock = clock();

        new RunTime(first, clock).begin(run);

        assertThat(begin(clock)).isEqualTo(BEGIN);
        assertThat(written()).isEqualTo(run.timeline());
        assertThat(first.keeps()).isFalse();
    }

    @Test
    void shouldLeaveTheBeginningToTheKeeper() {
        first.keep(true);
        first.writeAsKeeper(run);
        var clock = clock();

        new RunTime(second, clock).begin(run);

        assertThat(begin(clock)).isEqualTo(BEGIN);
        assertThat(written()).isEqualTo(run.timeline());
    }

    private RunFacts facts() {
        return new RunFacts(program, kafka.access(), log, new UnreadableProgress());
    }

    private RunClock clock() {
        return RunClock.of(run.timeline(), late);
    }

    private static Instant begin(RunClock clock) {
        return clock.timeline().begin();
    }

    private Timeline written() {
        return log.read(program).get(run.id()).timeline();
    }
}
