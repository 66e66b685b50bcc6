package dev.millrace.generator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommitRhythmTest {
    private static final long MILLIS = 1_000_000;
    private static final long FAR_BEHIND = 1_000 * MILLIS;

    private final CommitRhythm rhythm = new CommitRhythm(100 * MILLIS);

    @Test
    void whereNothingIsBehindCommitsComeAsOftenAsIsSet() {
        rhythm.committed(50 * MILLIS, 999 * MILLIS);

        assertThat(rhythm.nanos()).isEqualTo(100 * MILLIS);
    }

    @Test
    void quickCommitsComeAsOftenAsIsSet() {
        rhythm.committed(5 * MILLIS, FAR_BEHIND);

        assertThat(rhythm.nanos()).isEqualTo(100 * MILLIS);
    }

    @Test
    void waitingForSlowCommitsTakesATenthOfTheTime() {
        rhythm.committed(50 * MILLIS, FAR_BEHIND);

        assertThat(rhythm.nanos()).isEqualTo(450 * MILLIS);
    }

    @Test
    void commitsAreNeverMuchMoreThanASecondApart() {
        rhythm.committed(5_000 * MILLIS, FAR_BEHIND);

        assertThat(rhythm.nanos()).isEqualTo(1_000 * MILLIS);
    }

    @Test
    void whoHasCaughtUpCommitsAsBefore() {
        rhythm.committed(50 * MILLIS, FAR_BEHIND);
        rhythm.committed(50 * MILLIS, -MILLIS);

        assertThat(rhythm.nanos()).isEqualTo(100 * MILLIS);
    }
}
