package dev.millrace.checks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BenchMainTest {
    @Test
    void shouldRefuseBadUsageBeforeAnythingRuns() {
        assertThat(BenchMain.run("--pairs", "0")).isEqualTo(2);
        assertThat(BenchMain.run("--pairs", "-1", "generate")).isEqualTo(2);
        assertThat(BenchMain.run("no-such-bench")).isEqualTo(2);
    }
}
