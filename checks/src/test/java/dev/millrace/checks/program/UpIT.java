package dev.millrace.checks.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration, from nothing to the verdict, and on again on the same data. */
class UpIT {
    @TempDir
    Path folder;

    @Test
    void theDemonstrationIsCompleteAndGoesOnWhereItStopped() {
        var first = up("--for", "6s");
        assertThat(first.await()).as(first.err()).isZero();
        var account = first.json();
        assertThat(account.path("verdict").asString()).as(account.toString()).isEqualTo("complete");
        assertThat(account.at("/events/generated").asLong()).isGreaterThan(1_000);
        assertThat(account.at("/events/ingested").asLong()).isEqualTo(400);
        assertThat(account.at("/events/lost").asLong()).isZero();
        assertThat(account.at("/events/duplicated").asLong()).isZero();
        assertThat(account.at("/events/out_of_order").asLong()).isZero();
        assertThat(account.at("/events/in_flight").asLong()).isZero();
        assertThat(account.at("/audit/rows").asLong()).isPositive();
        assertThat(account.at("/latency_ms/p99").asDouble()).isPositive();

        var second = up("--for", "3s");
        assertThat(second.await()).as(second.err()).isZero();
        var later = second.json();
        assertThat(later.path("verdict").asString()).as(later.toString()).isEqualTo("complete");
        assertThat(later.at("/events/generated").asLong())
                .isGreaterThan(account.at("/events/generated").asLong());
        assertThat(later.at("/events/ingested").asLong())
                .as("the log is not read twice")
                .isEqualTo(400);
        assertThat(later.path("runs").size())
                .as("the same runs go on")
                .isEqualTo(account.path("runs").size());
    }

    private MillraceProcess up(String... more) {
        var arguments = new ArrayList<>(List.of("up", "--data", "data", "--port", "0", "--output", "json"));
        arguments.addAll(List.of(more));
        return MillraceProcess.start(folder, arguments.toArray(String[]::new));
    }
}
