package dev.millrace.generator.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.generator.workload.Timeline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class RunFoldTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");
    private static final Instant TAKEN = START.plusSeconds(60);

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
                """.getBytes(StandardCharsets.UTF_8), 1, null);

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
        write(RunFold.keyOfEnd("r"), new RunEnd("shop", "r", RunState.STOPPED, null), 2);
        var later = run.with(Timeline.from(START).resumed(Duration.ofSeconds(5).toNanos(), START.plusSeconds(60)));
        write("r", later, 3);

        assertThat(fold.runs()).containsExactly(new RunFold.Known(later.in(RunState.STOPPED), 3));
    }

    @Test
    void shouldAddUpChangesThatSeveralWriteAtTheSameTime() {
        var sooner = new RateChange("orders", 2_000, 5);
        var later = new RateChange("orders", 3_000, 7);
        write("r", run, 1);
        write(RunFold.keyOf("r", later), new RunRate("shop", "r", later, TAKEN), 2);
        write(RunFold.keyOf("r", sooner), new RunRate("shop", "r", sooner, TAKEN), 3);
        write("r", run, 4);

        assertThat(fold.runs().getFirst().run().changes()).containsExactly(sooner, later);
    }

    @ParameterizedTest(name = "to be there by {0}: {1}")
    @CsvSource({
        "2026-11-22T08:01:00.001Z, true",
        "2026-11-22T08:01:00Z, true",
        "2026-11-22T08:00:59.999Z, false",
        // As earlier versions wrote it.
        ", true"
    })
    void shouldHoldToAChangeOnlyIfKafkaHadItInTime(@Nullable Instant by, boolean holds) {
        var change = new RateChange("orders", 2_000, 5);
        write("r", run, 1);

        write(RunFold.keyOf("r", change), new RunRate("shop", "r", change, by), 2);

        assertThat(fold.runs().getFirst().run().changes()).isEqualTo(holds ? List.of(change) : List.of());
    }

    @Test
    void shouldHoldToAChangeWhereTheTopicDoesNotSayWhenKafkaHadIt() {
        var change = new RateChange("orders", 2_000, 5);
        write("r", run, 1);

        var rate = JSON.writeValueAsBytes(new RunRate("shop", "r", change, START));
        fold.apply(RunFold.keyOf("r", change), rate, 2, null);

        assertThat(fold.runs().getFirst().run().changes()).containsExactly(change);
    }

    /** What is copied to another topic bears the time of the copy; the keeper has written its verdicts before. */
    @ParameterizedTest(name = "compacted: {0}")
    @ValueSource(booleans = {false, true})
    void shouldHoldToTheSameChangesWhenReadFromACopyOfTheLog(boolean compacted) {
        var good = new RateChange("orders", 2_000, 5);
        var late = new RateChange("orders", 3_000, 7);
        var records = new ArrayList<Map.Entry<String, byte[]>>();
        records.add(entry("r", run));
        records.add(entry(RunFold.keyOf("r", good), new RunRate("shop", "r", good, TAKEN)));
        records.add(entry(RunFold.keyOf("r", late), new RunRate("shop", "r", late, TAKEN.minusMillis(1))));
        records.forEach(record -> fold.apply(record.getKey(), record.getValue(), 1, TAKEN));
        fold.verdicts()
                .records()
                .forEach((key, verdict) -> records.add(new AbstractMap.SimpleEntry<>(key, verdict.value())));

        var copied = new RunFold("shop");
        var last = new HashMap<String, Integer>();
        for (int i = 0; i < records.size(); i++) {
            last.put(records.get(i).getKey(), i);
        }
        for (int i = 0; i < records.size(); i++) {
            var record = records.get(i);
            if (!compacted || last.get(record.getKey()) == i) {
                copied.apply(record.getKey(), record.getValue(), i, TAKEN.plusSeconds(3_600));
            }
        }

        assertThat(copied.runs()).extracting(known -> known.run().changes()).containsExactly(List.of(good));
        assertThat(copied.verdicts().records()).isEmpty();
    }

    /** All instances judge alike, whoever is the keeper; one that has read a verdict has nothing left to say. */
    @Test
    void shouldTakeARefusedChangeOffTheLogAndSayOfOneThatHoldsThatItDoes() {
        var good = new RateChange("orders", 2_000, 5);
        var late = new RateChange("orders", 3_000, 7);
        write("r", run, 1);
        write(RunFold.keyOf("r", good), new RunRate("shop", "r", good, TAKEN), 2);
        write(RunFold.keyOf("r", late), new RunRate("shop", "r", late, START), 3);
        write("other/rate/orders/1", new RunRate("other", "other", late, START), 4);

        var verdicts = fold.verdicts().records();

        assertThat(verdicts).containsOnlyKeys(RunFold.keyOf("r", good), RunFold.keyOf("r", late));
        assertThat(JSON.readValue(verdicts.get(RunFold.keyOf("r", good)).value(), RunRate.class))
                .isEqualTo(new RunRate("shop", "r", good, null));
        assertThat(verdicts.get(RunFold.keyOf("r", late)).value()).isNull();
        verdicts.forEach((key, verdict) -> fold.apply(key, verdict.value(), 5, TAKEN));
        assertThat(fold.verdicts().records()).isEmpty();
        assertThat(fold.runs().getFirst().run().changes()).containsExactly(good);
    }

    @ParameterizedTest(name = "{0} first")
    @ValueSource(strings = {"STOPPED", "ENDED"})
    void shouldHaveEndedWhoeverSaysThatItWasStoppedAndWhenever(RunState first) {
        var second = first == RunState.STOPPED ? RunState.ENDED : RunState.STOPPED;
        write("r", run, 1);
        write(RunFold.keyOfEnd("r"), new RunEnd("shop", "r", first, false), 2);
        assertThat(fold.isSettled("r")).isFalse();

        write(RunFold.keyOfSettled("r"), new RunEnd("shop", "r", second, true), 3);

        assertThat(fold.runs().getFirst().run().state()).isEqualTo(RunState.ENDED);
        assertThat(fold.isSettled("r")).isTrue();
        // A late word of somebody who had not heard of that.
        write(RunFold.keyOfEnd("r"), new RunEnd("shop", "r", RunState.STOPPED, false), 4);
        assertThat(fold.isSettled("r")).isTrue();
    }

    @Test
    void shouldTakeWhatEarlierVersionsSaidIsOverForSettled() {
        write("r", run, 1);
        assertThat(fold.isSettled("r")).isFalse();

        fold.apply(
                RunFold.keyOfEnd("r"),
                "{\"program\":\"shop\",\"run\":\"r\",\"state\":\"STOPPED\"}".getBytes(StandardCharsets.UTF_8),
                2,
                TAKEN);

        assertThat(fold.isSettled("r")).isTrue();
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
        fold.apply("x", "{\"program\":\"other\",\"origin\":\"NEWER\"}".getBytes(StandardCharsets.UTF_8), 1, null);
        fold.requireReadable();

        fold.apply("y", "{\"program\":\"shop\",\"origin\":\"NEWER\"}".getBytes(StandardCharsets.UTF_8), 2, null);
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
            write(RunFold.keyOfEnd("r" + i), new RunEnd("shop", "r" + i, RunState.STOPPED, null), 2 + i);
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

    private static Map.Entry<String, byte[]> entry(String key, Object fact) {
        return Map.entry(key, JSON.writeValueAsBytes(fact));
    }

    private Run in(String id, RunOrigin origin, RunState state) {
        return new Run(id, "shop", origin, "f", START, state, run.sources(), null);
    }

    private void write(String key, Object fact, long offset) {
        fold.apply(key, JSON.writeValueAsBytes(fact), offset, TAKEN);
    }
}
