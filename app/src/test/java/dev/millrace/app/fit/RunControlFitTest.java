package dev.millrace.app.fit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.progress.SourceKind;
import dev.millrace.gateway.port.RunState;
import dev.millrace.generator.channel.Tally;
import dev.millrace.generator.loop.SourceState;
import dev.millrace.generator.run.Run;
import dev.millrace.generator.run.RunOrigin;
import dev.millrace.generator.run.RunStatus;
import dev.millrace.generator.run.SourceStatus;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RunControlFitTest {
    private static final SourceState SENDING = new SourceState.Sending();
    private static final SourceState WAITING = new SourceState.Waiting("Kafka does not answer");
    private static final SourceState FAILED = new SourceState.Failed("the file cannot be read");
    private static final SourceState ENDED = new SourceState.Ended();

    @Test
    void shouldRunAsLongAsOneOfItsSourcesDoes() {
        assertThat(state(FAILED, WAITING, SENDING)).isEqualTo(RunState.RUNNING);
        assertThat(state(WAITING, new SourceState.Starting())).isEqualTo(RunState.RUNNING);
        assertThat(state(ENDED)).isEqualTo(RunState.RUNNING);
    }

    @Test
    void shouldBePausedWhileAllThatCouldSendWaits() {
        assertThat(state(WAITING, WAITING)).isEqualTo(RunState.PAUSED);
        assertThat(state(WAITING, FAILED, ENDED)).isEqualTo(RunState.PAUSED);
    }

    @Test
    void shouldHaveFailedWhenNoneOfItsSourcesCanGoOn() {
        assertThat(state(FAILED, FAILED)).isEqualTo(RunState.FAILED);
        assertThat(state(FAILED, ENDED)).isEqualTo(RunState.FAILED);
    }

    @Test
    void shouldBeStoppingOnceItIsToldTo() {
        var running = status(dev.millrace.generator.run.RunState.RUNNING, SENDING);
        var stopped = status(dev.millrace.generator.run.RunState.STOPPED, new SourceState.Stopped());

        assertThat(RunControlFit.view(running, true).state()).isEqualTo(RunState.STOPPING);
        assertThat(RunControlFit.view(stopped, true).state()).isEqualTo(RunState.ENDED);
    }

    @Test
    void shouldBeStoppingWhileWhatItSentMayNotBeCommitted() {
        var stopped = dev.millrace.generator.run.RunState.STOPPED;
        for (var going : List.of(SENDING, WAITING, new SourceState.Elsewhere("other"))) {
            var status = status(stopped, going, new SourceState.Stopped());
            assertThat(RunControlFit.view(status, false).state()).isEqualTo(RunState.STOPPING);
        }
        assertThat(RunControlFit.view(status(stopped, FAILED, ENDED), false).state())
                .isEqualTo(RunState.ENDED);
    }

    private static RunState state(SourceState... sources) {
        return RunControlFit.view(status(dev.millrace.generator.run.RunState.RUNNING, sources), false)
                .state();
    }

    private static RunStatus status(dev.millrace.generator.run.RunState state, SourceState... sources) {
        return new RunStatus(
                new Run("r", "shop", RunOrigin.INTAKE, "", Instant.EPOCH, state, List.of(), null),
                Stream.of(sources)
                        .map(source -> new SourceStatus("s", SourceKind.GENERATED, "t", 1.0, 1.0, Tally.NONE, source))
                        .toList());
    }
}
