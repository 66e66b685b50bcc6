package dev.millrace.generator.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.generator.workload.Timeline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class RunFoldTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");

    private final RunFold fold = new RunFold("shop");
    private final Run run = new Run(
            "r",
            "shop",
            RunOrigin.FILE,
            "f",
            START,
            RunState.RUNNING,
            List.of(new SourceOrder("orders", null, 10L).into(8)),
            null);

    @Test
    void shouldReadWhatIsWritten() {
        write("r", run, 1);

        assertThat(fold.runs()).containsExactly(new RunFold.Known(run, 1));
        assertThat(run.sources().getFirst().shards()).isEqualTo(8);
    }

    @Test
    void shouldReadARunOfAnEarlierVersion() {
        fold.apply("r", """
                {"id":"r","program":"shop","origin":"FILE","fingerprint":"f","startedAt":"2026-11-22T08:00:00Z",
                 "state":"STOPPED","sources":[{"source":"orders","ratePerSecond":null,"count":10,"durationNanos":null}],
                 "timeline":null}
                """.getBytes(StandardCharsets.UTF_8), 1);

        assertThat(fold.runs()).singleElement().satisfies(known -> {
            assertThat(known.run().state()).isEqualTo(RunState.STOPPED);
            assertThat(known.run().sources().getFirst().shards()).isEqualTo(1);
            assertThat(known.run().changes()).isEmpty();
            assertThat(known.run().isOfOneInstance()).isFalse();
        });
    }

    /** One instance stops the run while another, who does not know that yet, writes when it was active. */
    @Test
    void shouldKeepAnEndWhateverElseIsWrittenOfTheRun() {
        write("r", run, 1);
        write(RunFold.keyOfEnd("r"), new RunEnd("shop", "r", RunState.STOPPED), 2);
        var later = run.with(Timeline.from(START).resumed(Duration.ofSeconds(5).toNanos(), START.plusSeconds(60)));
        write("r", later, 3);

        assertThat(fold.runs()).containsExactly(new RunFold.Known(later.in(RunState.STOPPED), 3));
    }

    @Test
    void shouldAddUpChangesThatSeveralWriteAtTheSameTime() {
        var sooner = new RateChange("orders", 2_000, 5);
        var later = new RateChange("orders", 3_000, 7);
        write("r", run, 1);
        write(RunFold.keyOf("r", later), new RunRate("shop", "r", later), 2);
        write(RunFold.keyOf("r", sooner), new RunRate("shop", "r", sooner), 3);
        write("r", run, 4);

        assertThat(fold.runs().getFirst().run().changes()).containsExactly(sooner, later);
    }

    @Test
    void shouldNotGoBackToWhatStandsBeforeWhatIsKnown() {
        var newer = run.with(Timeline.from(START.plusSeconds(1)));
        fold.apply(newer, 7);
        write("r", run, 6);

        assertThat(fold.runs()).containsExactly(new RunFold.Known(newer, 7));
    }

    @Test
    void shouldNotReadTheRunsOfOthersNorFailForThem() {
        fold.apply("x", "{\"program\":\"other\",\"origin\":\"NEWER\"}".getBytes(StandardCharsets.UTF_8), 1);
        fold.requireReadable();

        fold.apply("y", "{\"program\":\"shop\",\"origin\":\"NEWER\"}".getBytes(StandardCharsets.UTF_8), 2);
        assertThatExceptionOfType(RunLogUnreadable.class).isThrownBy(fold::requireReadable);
        assertThat(fold.runs()).isEmpty();
    }

    @Test
    void shouldForgetTheOldestRunsThatWereAskedForAndAreOver() {
        write("file", in("file", RunOrigin.FILE, RunState.ENDED), 0);
        write("going", in("going", RunOrigin.REQUEST, RunState.RUNNING), 1);
        int runs = RunFold.MOST_OVER + 2;
        for (int i = 0; i < runs; i++) {
            write("r" + i, in("r" + i, RunOrigin.REQUEST, RunState.RUNNING), 2 + i);
            write(RunFold.keyOfEnd("r" + i), new RunEnd("shop", "r" + i, RunState.STOPPED), 2 + i);
        }

        assertThat(fold.forgetOld()).containsExactlyInAnyOrder("r0", "r1");

        assertThat(fold.runs())
                .hasSize(RunFold.MOST_OVER + 2)
                .extracting(known -> known.run().id())
                .contains("file", "going", "r2")
                .doesNotContain("r0");
        // Whoever had not heard yet that it is over.
        write("r0", in("r0", RunOrigin.REQUEST, RunState.RUNNING), 10_000);
        assertThat(fold.runs().getLast().run().state()).isEqualTo(RunState.STOPPED);
    }

    private Run in(String id, RunOrigin origin, RunState state) {
        return new Run(id, "shop", origin, "f", START, state, run.sources(), null);
    }

    private void write(String key, Object fact, long offset) {
        fold.apply(key, JSON.writeValueAsBytes(fact), offset);
    }
}
