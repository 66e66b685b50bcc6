package dev.millrace.checks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.embedded.testing.SharedRedis;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The limiter's benchmark in small: both sides take permits, are counted at Redis, and keep to the limit. */
@Tag("endurance")
class LimiterRunIT {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(LimiterSide.class)
    void processesTakeAllOfALimitTogetherAndAreCounted(LimiterSide side) throws Exception {
        long permits = 200_000;
        var trial = new LimiterTrial(SharedRedis.newName("bench"), permits, 2);

        var figures = new LimiterRun(trial, side, Duration.ofSeconds(2)).in(folder, SharedRedis.uri());

        assertThat(figures.permitsPerSecond()).isBetween(1_000.0, 1.01 * permits);
        assertThat(figures.worst()).isBetween(1_000L, permits);
        assertThat(figures.worstAsReturned()).isGreaterThanOrEqualTo(figures.worst());
        assertThat(figures.callsPerSecond()).isPositive();
    }
}
