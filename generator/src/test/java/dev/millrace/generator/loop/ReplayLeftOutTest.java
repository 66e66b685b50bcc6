package dev.millrace.generator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.interval.IntervalSet;
import dev.millrace.event.progress.DeviationKind;
import dev.millrace.event.progress.Shard;
import dev.millrace.flow.breaker.BreakerSettings;
import dev.millrace.flow.breaker.CallBreaker;
import dev.millrace.flow.retry.OnResume;
import dev.millrace.flow.shed.Machine;
import dev.millrace.flow.shed.Priority;
import dev.millrace.flow.shed.ShedSettings;
import dev.millrace.flow.shed.Verdict;
import dev.millrace.generator.channel.ChannelLost;
import dev.millrace.generator.channel.Channels;
import dev.millrace.generator.channel.ProducerTuning;
import dev.millrace.generator.encode.SourceEncoding;
import dev.millrace.generator.flow.Fault;
import dev.millrace.generator.flow.FlowSettings;
import dev.millrace.generator.flow.LimitedFlow;
import dev.millrace.generator.flow.SourceFlow;
import dev.millrace.generator.flow.SourceFlows;
import dev.millrace.generator.line.LineFormat;
import dev.millrace.generator.replay.ReplaySource;
import dev.millrace.generator.source.ReplayInput;
import dev.millrace.generator.testing.Workloads;
import dev.millrace.generator.workload.Timeline;
import dev.millrace.settings.Share;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Replays that leave events out, under pressure or after an outage, on a machine whose clock the test moves. */
class ReplayLeftOutTest {
    private static final int EVENTS = 8_000;
    /** From one captured event to the next: 2000 a second, so that all take four seconds. */
    private static final long APART = 500_000;

    private static final long SECOND = 1_000_000_000L;
    private static final BreakerSettings TOUCHY =
            new BreakerSettings(new Share(0.5), Duration.ofSeconds(5), new Share(0.5), 2, 1, Duration.ofSeconds(1), 1);

    @TempDir
    private Path folder;

    private final MovedTime time = new MovedTime(Workloads.BEGIN, 1);
    private final CommittedLog log = new CommittedLog(topic -> time.pass(2_000));
    private double heap;
    private FlowSettings settings = FlowSettings.NONE;
    private @Nullable SourceFlows flows;
    private @Nullable SourceFlow flow;
    private @Nullable ReplayBody body;
    private StopSignal stop = new StopSignal();
    private long at = Long.MAX_VALUE;
    private Runnable then = () -> {};

    private Path captured() {
        return folder.resolve("captured.jsonl");
    }

    @BeforeEach
    void capture() throws Exception {
        Files.write(
                captured(),
                IntStream.range(0, EVENTS)
                        .mapToObj(i -> "{\"time\":\"" + Workloads.BEGIN.plusNanos(i * APART) + "\",\"n\":" + i + "}")
                        .toList());
    }

    private static FlowSettings shedding(Priority priority) {
        var most = new ShedSettings(500, null, null, null, null);
        return new FlowSettings(null, null, null, null, null, most, priority, null);
    }

    private static FlowSettings skipping(@Nullable BreakerSettings breaker) {
        return new FlowSettings(breaker, null, null, OnResume.SKIP, null, null, null, null);
    }

    @ParameterizedTest(name = "half-way from nothing to everything, of {0} sources the share {1} is shed")
    @CsvSource({"LOW, 1", "NORMAL, 0.5", "HIGH, 0", "VITAL, 0"})
    void aFullHeapShedsByPriorityUntilThereIsRoom(Priority priority, double share) throws Exception {
        settings = shedding(priority);
        heap = 0.875;
        when(2 * SECOND, () -> stop.stop());
        run();
        long early = assertAccount(DeviationKind.SHED).count();
        heap = 0.5;
        // The next look at the machine comes a tenth of a second after the last.
        time.pass(SECOND / 9);
        run();

        assertThat(early / (EVENTS / 2.0)).isBetween(share - 0.03, share + 0.03);
        assertThat(assertAccount(DeviationKind.SHED).count()).isEqualTo(early);
        assertThat(flow().shedding().count(Verdict.HEAP)).isEqualTo(early);
        assertEnded();
    }

    @Test
    void whatFellDueWhileTheChannelWasLostIsSkippedAndNothingElse() throws Exception {
        settings = skipping(null);
        when(SECOND, () -> log.failAfter(0));
        run();
        long from = time.passed();
        time.pass(2 * SECOND - from);
        // Once more before what was skipped is committed.
        log.failAfter(3);
        run();
        log.failAfter(Long.MAX_VALUE);
        run();

        assertSkipped(from, 2 * SECOND);
        assertEnded();
    }

    @Test
    void whatFellDueWhileTheBreakerWasOpenIsSkippedAndNothingElse() throws Exception {
        settings = skipping(TOUCHY);
        when(SECOND, () -> {
            var other = flows().flow("other", ProducerTuning.BUFFER);
            assertThat(other.beginCall()).isTrue();
            other.callEnded(Fault.KAFKA);
        });
        run();

        assertSkipped(SECOND, 2 * SECOND);
        assertEnded();
    }

    @Test
    void noPermitIsTakenForWhatIsSkipped() throws Exception {
        settings = skipping(TOUCHY);
        var breaker = new CallBreaker("kafka", TOUCHY, time.clock(), change -> {});
        var machine = new Machine(() -> heap, () -> 0, time::passed);
        var limited = LimitedFlow.of(settings, breaker, machine, time::passed, time.clock());
        flow = limited.flow();
        when(SECOND, () -> {
            assertThat(breaker.tryPermission()).isTrue();
            breaker.onFailure(1);
        });
        run();

        assertSkipped(SECOND, 2 * SECOND);
        assertThat(limited.limit().status().taken()).isEqualTo(log.records().size());
        assertEnded();
    }

    @Test
    void whatWasSkippedAndNotCommittedIsSkippedAgain() throws Exception {
        settings = skipping(null);
        when(SECOND, () -> log.failAfter(0));
        run();
        long from = time.passed();
        time.pass(2 * SECOND - from);
        log.failAfter(Long.MAX_VALUE);
        // Lost again after the outage has been passed over, and before the commit that says so.
        when(2 * SECOND + SECOND / 20, () -> log.failAfter(0));
        run();
        log.failAfter(Long.MAX_VALUE);
        run();

        assertSkipped(from, 2 * SECOND);
    }

    @Test
    void anotherProgramThatGoesOnSkipsNothing() throws Exception {
        settings = skipping(null);
        when(SECOND, () -> log.failAfter(0));
        run();
        body = null;
        log.failAfter(Long.MAX_VALUE);
        run();

        assertThat(assertAccount(DeviationKind.SKIPPED).isEmpty()).isTrue();
        assertEnded();
    }

    private void when(long nanos, Runnable happens) {
        at = nanos;
        then = happens;
    }

    /** Runs to the end, the stop or the failure. */
    private void run() throws Exception {
        stop = new StopSignal();
        var open = flow();
        assertThat(open.beginCall()).isTrue();
        open.callEnded(Fault.NONE);
        var made = body == null ? body() : body;
        body = made;
        try (var channel = Channels.over(log.producer(), time.clock(), open, log.progress(), Shard.ONLY)) {
            made.pump(channel, stop);
        } catch (ChannelLost e) {
            assertThat(e.getCause()).hasMessageContaining("planted");
        }
    }

    private SourceFlow flow() {
        var known = flow == null ? flows().flow("source", ProducerTuning.BUFFER) : flow;
        flow = known;
        return known;
    }

    private SourceFlows flows() {
        var known = flows;
        if (known == null) {
            var machine = new Machine(() -> heap, () -> 0, time::passed);
            known = SourceFlows.of(settings, Map.of(), machine, time.clock());
            flows = known;
        }
        return known;
    }

    private ReplayBody body() {
        var pulse = new Pulse() {
            @Override
            public long nanoTime() {
                long now = time.nanoTime();
                if (now >= at) {
                    at = Long.MAX_VALUE;
                    then.run();
                }
                return now;
            }

            @Override
            public void sleep(StopSignal asked, long nanos) {
                time.sleep(asked, nanos);
            }
        };
        var input = new ReplayInput(captured(), LineFormat.JSON, 1);
        return new ReplayBody(
                new ReplaySource(input, "source", null, null, Long.MAX_VALUE, null, null),
                SourceEncoding.json(),
                100_000_000,
                RunClock.of(Timeline.from(Workloads.BEGIN), time.clock(), pulse),
                new StartingLine(1, Duration.ZERO, () -> {}).place(),
                time.clock());
    }

    private void assertEnded() throws Exception {
        var progress = log.progress();
        assertThat(progress).isNotNull();
        assertThat(progress.ended()).isTrue();
        assertThat(progress.next()).isEqualTo(EVENTS);
    }

    private void assertSkipped(long from, long until) throws Exception {
        var skipped = assertAccount(DeviationKind.SKIPPED);
        for (long index = 0; index < EVENTS; index++) {
            long due = index * APART;
            if (due < from - SECOND / 20 || due > until + SECOND / 10) {
                assertThat(skipped.contains(index)).as("index %d", index).isFalse();
            } else if (due > from + SECOND / 20 && due < until - SECOND / 20) {
                assertThat(skipped.contains(index)).as("index %d", index).isTrue();
            }
        }
    }

    /** Every index is there once, or was said to be left out; gives those. */
    private IntervalSet assertAccount(DeviationKind kind) throws Exception {
        var progress = log.progress();
        assertThat(progress).isNotNull();
        var left = log.announced(kind);
        var there = new int[(int) progress.next()];
        log.indices().forEach(index -> there[Math.toIntExact(index)]++);
        for (int index = 0; index < there.length; index++) {
            assertThat(there[index]).as("index %d", index).isEqualTo(left.contains(index) ? 0 : 1);
        }
        assertThat(left.count()).isEqualTo(progress.deviations(kind));
        return left;
    }
}
