package dev.millrace.generator.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.progress.Progress;
import dev.millrace.event.progress.SourceKind;
import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.source.SourceDraft;
import dev.millrace.generator.testing.Definitions;
import dev.millrace.generator.workload.StartTime;
import dev.millrace.generator.workload.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResumptionTest {
    private static final Instant START = Instant.parse("2026-11-21T20:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final Run RUN =
            new Run("r", "shop", RunOrigin.FILE, "f", START, RunState.RUNNING, List.of(), Timeline.from(START));

    @Test
    void shouldGoOnFromTheLatestEventOfAnySource() {
        var sources = Map.of(
                "fast", Definitions.numbered("fast", 100, null, 10),
                "slow", Definitions.numbered("slow", 1, null, 10));
        // The fast one was at 9.99 s, the slow one at 12 s: it was killed before the fast one could commit.
        var reached = List.of(progress("fast", 1_000), progress("slow", 13));

        var timeline = Resumption.goOn(RUN, sources, 42, reached, NOW).timeline();

        assertThat(timeline.stretches()).hasSize(2);
        assertThat(timeline.stretches().getLast().activeNanos())
                .isEqualTo(Duration.ofSeconds(12).toNanos() + 1);
        assertThat(timeline.wallMicros(Duration.ofSeconds(12).toNanos() + 1))
                .isEqualTo(micros(NOW.plus(Resumption.LEAD)));
        assertThat(timeline.wallMicros(Duration.ofSeconds(12).toNanos()))
                .as("what was due before the pause keeps its time")
                .isEqualTo(micros(START.plusSeconds(12)));
    }

    @Test
    void shouldBeginWhereNothingWasSent() {
        var timeline = Resumption.goOn(RUN, Map.of(), 42, List.of(), NOW).timeline();

        assertThat(timeline.wallMicros(0)).isEqualTo(micros(NOW.plus(Resumption.LEAD)));
    }

    @Test
    void shouldKeepTheFirstBeginningWhereOnlyThePastWasSent() {
        var past = SourceDraft.to("t")
                .rate(Definitions.rate(1))
                .from(StartTime.parse("-1h"))
                .fields(Map.of("n", new FieldKind.Sequence("%d", null)))
                .build();
        var reached = List.of(progress("past", 100));

        var once = Resumption.goOn(RUN, Map.of("past", past), 42, reached, NOW);
        var twice = Resumption.goOn(once, Map.of("past", past), 42, reached, NOW.plusSeconds(60));

        assertThat(twice.timeline().wallMicros(-1_000_000_000L)).isEqualTo(micros(START.minusSeconds(1)));
        assertThat(twice.timeline().wallMicros(0))
                .isEqualTo(micros(NOW.plusSeconds(60).plus(Resumption.LEAD)));
        assertThat(twice.timeline().stretches()).hasSize(2);
    }

    @Test
    void shouldLeaveOtherRunsOut() {
        var sources = Map.of("fast", Definitions.numbered("fast", 100, null, 10));
        var other = progress("other", "fast", 50_000);

        assertThat(Resumption.goOn(RUN, sources, 42, List.of(other), NOW)
                        .timeline()
                        .stretches()
                        .getLast()
                        .activeNanos())
                .isZero();
    }

    private static Progress progress(String source, long next) {
        return progress("r", source, next);
    }

    private static Progress progress(String run, String source, long next) {
        return new Progress(
                run, source, SourceKind.GENERATED, source, next, 0, Duration.ZERO, START, false, 0, Map.of());
    }

    private static long micros(Instant instant) {
        return Duration.between(Instant.EPOCH, instant).toNanos() / 1_000;
    }
}
