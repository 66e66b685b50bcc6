package dev.millrace.generator.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StopSignalTest {
    private final StopSignal stop = new StopSignal();

    @Test
    void shouldWakeASleeper() throws Exception {
        var slept = CompletableFuture.runAsync(() -> stop.sleep(Duration.ofHours(1)));
        assertThat(stop.stopped()).isFalse();

        stop.stop();
        stop.stop();

        assertThatCode(slept::get).doesNotThrowAnyException();
        assertThat(stop.stopped()).isTrue();
    }

    @Test
    void shouldNotSleepOnceStopped() {
        stop.stop();
        stop.sleep(Duration.ofHours(1));

        assertThat(stop.stopped()).isTrue();
    }

    @Test
    void shouldTakeAnInterruptForAStop() throws Exception {
        var thread = Thread.ofPlatform().start(() -> stop.sleep(Duration.ofHours(1)));

        thread.interrupt();
        thread.join();

        assertThat(stop.stopped()).isTrue();
    }
}
