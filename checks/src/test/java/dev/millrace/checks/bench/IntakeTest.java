package dev.millrace.checks.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class IntakeTest {
    private final Intake intake = new Intake();

    @Test
    void aSlowBeginningDoesNotCount() {
        taken(500, 0, 10_000);
        taken(500, 10_000, 12_500);

        assertThat(intake.seconds()).hasValueCloseTo(5.0, within(0.1));
    }

    @Test
    void whatCameAllAtOnceTellsNothing() {
        taken(100, 5, 6);

        assertThat(intake.seconds()).isEmpty();
    }

    private void taken(int records, long from, long until) {
        for (int i = 0; i < records; i++) {
            intake.add(from + (until - from) * i / records);
        }
    }
}
