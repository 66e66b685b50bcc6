package dev.millrace.generator.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.generator.channel.ProducerFactory;
import dev.millrace.generator.testing.TestKafka;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeeperLogIT {
    private final TestKafka kafka = TestKafka.shared();
    private final String program = TestKafka.newName("program");
    private final RunLog log = new RunLog(kafka.access(), ProducerFactory.kafka());
    private final KeeperLog first = log.keeper(program);
    private final KeeperLog second = log.keeper(program);

    @AfterEach
    void close() {
        first.close();
        second.close();
        log.close();
    }

    @Test
    void shouldShutOutAKeeperThatDoesNotKnowYetThatAnotherHasTakenOver() {
        var run = run();
        first.take();
        write(first, run);
        second.take();
        write(second, run.in(RunState.ENDED));

        assertThatExceptionOfType(RunLogUnavailable.class)
                .isThrownBy(() -> write(first, run.in(RunState.STOPPED)))
                .withMessageContaining("another instance sees to the runs of " + program);

        assertThat(log.read(program).get(run.id()).state()).isEqualTo(RunState.ENDED);
        // It does not shut out the other in turn, for as long as it may not have been told.
        assertThat(first.take()).isFalse();
        write(second, run.in(RunState.STOPPED));
        assertThat(log.read(program).get(run.id()).state()).isEqualTo(RunState.STOPPED);
    }

    @Test
    void shouldTakeOverAgainOnceItIsTheKeeperAnew() {
        var run = run();
        first.take();
        second.take();
        assertThatExceptionOfType(RunLogUnavailable.class).isThrownBy(() -> write(first, run));
        first.leave();

        assertThat(first.take()).isTrue();
        write(first, run);

        assertThat(log.read(program)).containsOnlyKeys(run.id());
        assertThatExceptionOfType(RunLogUnavailable.class).isThrownBy(() -> write(second, run));
    }

    @Test
    void shouldWriteNothingAsLongAsItIsNotTheKeeper() {
        assertThatExceptionOfType(RunLogUnavailable.class)
                .isThrownBy(() -> write(first, run()))
                .withMessageContaining("not this instance's");
    }

    private static void write(KeeperLog keeper, Run run) {
        keeper.write(run.id(), RunLog.record(run.id(), run));
    }

    private Run run() {
        return new Run(
                TestKafka.newName("run"),
                program,
                RunOrigin.FILE,
                "f",
                Instant.parse("2026-11-22T08:00:00Z"),
                RunState.RUNNING,
                List.of(new SourceOrder("orders", null, 10L)),
                null);
    }
}
