package dev.millrace.generator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.generator.workload.DueTimes;
import org.junit.jupiter.api.Test;

class TempoTest {
    private final Tempo tempo = new Tempo();

    @Test
    void beforeAnythingWasWellThereIsNothingToCatchUpWith() {
        tempo.resumed(2, 50);

        assertThat(tempo.reached(60)).isEqualTo(60);
        assertThat(tempo.nanosUntil(75, 60)).isEqualTo(15);
        assertThat(tempo.nanosUntil(55, 60)).isZero();
        assertThat(tempo.nanosUntil(DueTimes.NEVER, 60)).isEqualTo(DueTimes.NEVER);
    }

    @Test
    void whatFellDueInAnOutageComesTwiceAsFast() {
        tempo.well(100);

        tempo.resumed(2, 300);

        assertThat(tempo.reached(300)).isEqualTo(100);
        assertThat(tempo.reached(350)).isEqualTo(200);
        assertThat(tempo.nanosUntil(240, 350)).isEqualTo(20);
        assertThat(tempo.reached(500)).isEqualTo(500);
    }

    @Test
    void anOutageAmidCatchingUpAddsToWhatThereIs() {
        tempo.well(100);
        tempo.resumed(2, 300);
        tempo.well(350);

        tempo.resumed(2, 400);

        assertThat(tempo.reached(400)).isEqualTo(200);
        assertThat(tempo.reached(500)).isEqualTo(400);
        assertThat(tempo.reached(600)).isEqualTo(600);
    }
}
