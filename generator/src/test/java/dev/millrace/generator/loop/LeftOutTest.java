package dev.millrace.generator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.interval.IntervalSet;
import dev.millrace.event.progress.DeviationKind;
import dev.millrace.event.progress.Progress;
import dev.millrace.event.progress.Shard;
import dev.millrace.flow.retry.OnResume;
import dev.millrace.flow.shed.Machine;
import dev.millrace.flow.shed.Priority;
import dev.millrace.flow.shed.ShedSettings;
import dev.millrace.flow.shed.Verdict;
import dev.millrace.generator.anomaly.Anomalies;
import dev.millrace.generator.channel.ChannelLost;
import dev.millrace.generator.channel.Channels;
import dev.millrace.generator.channel.ProducerTuning;
import dev.millrace.generator.encode.SourceEncoding;
import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.flow.Fault;
import dev.millrace.generator.flow.FlowSettings;
import dev.millrace.generator.flow.LimitedFlow;
import dev.millrace.generator.flow.SourceFlow;
import dev.millrace.generator.flow.SourceFlows;
import dev.millrace.generator.render.SourceCatalog;
import dev.millrace.generator.source.SourceDraft;
import dev.millrace.generator.testing.Definitions;
import dev.millrace.generator.testing.Workloads;
import dev.millrace.generator.workload.DueTimes;
import dev.millrace.generator.workload.Pacing;
import dev.millrace.generator.workload.StartTime;
import dev.millrace.generator.workload.Timeline;
import dev.millrace.generator.workload.Workload;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources that leave events out, under pressure or after an outage, on a machine whose clock the test moves. */
class LeftOutTest {
    private static final Timeline TIMELINE = Timeline.from(Workloads.BEGIN);
    private static final double PER_SECOND = 2_000;
    private static final Duration LENGTH = Duration.ofSeconds(4);
    private static final long SECOND = 1_000_000_000L;
    private static final int MOST = 500;

    private final MovedTime time = new MovedTime(Workloads.BEGIN, 1);
    private long sendNanos = 2_000;
    private int sent;
    private final CommittedLog log = new CommittedLog(this::sending);
    private DueTimes due = Workloads.due(new Workload.Constant(Workloads.rate(PER_SECOND)), LENGTH);
    private double heap;
    private FlowSettings settings = shedding(Priority.NORMAL);
    private @Nullable Anomalies anomalies;
    private @Nullable SourceFlow flow;
    private @Nullable GeneratedBody body;

    private static FlowSettings shedding(Priority priority) {
        var most = new ShedSettings(MOST, null, null, null, null);
        return new FlowSettings(null, null, null, null, null, most, priority, null);
    }

    private static final FlowSettings SKIPPING =
            new FlowSettings(null, null, null, OnResume.SKIP, null, null, null, null);

    private void sending(String topic) {
        time.pass(sendNanos);
        if (topic.equals("topic")) {
            sent++;
        }
    }

    @ParameterizedTest
    @EnumSource(value = Priority.class, names = "VITAL", mode = EnumSource.Mode.EXCLUDE)
    void whatIsTooMuchIsLeftOutAndSaid(Priority priority) throws Exception {
        settings = shedding(priority);
        // A quarter of what falls due can be sent.
        sendNanos = 2_000_000;
        run();

        long shed = assertAccount().count();
        assertThat(shed).isBetween(5_000L, 6_500L);
        assertThat(counted(Verdict.QUEUE)).isEqualTo(shed);
        // What is sent has waited behind as many as may wait, and no more.
        assertThat(latestNanos()).isLessThan((long) ((LENGTH.toSeconds() + MOST / 500.0 + 0.5) * SECOND));
    }

    @ParameterizedTest(name = "a heap filled to {0}, anomalies: {1}")
    @CsvSource({"1, false", "0.9, false", "0.5, false", "1, true", "0.9, true", "0.5, true"})
    void noPermitIsTakenForWhatIsNotSent(double filling, boolean wrong) throws Exception {
        settings = shedding(Priority.NORMAL);
        heap = filling;
        anomalies = wrong ? new Anomalies(Definitions.everythingWrong(), 42, "source", true) : null;
        var machine = new Machine(() -> heap, () -> 0, time::passed);
        var limited = LimitedFlow.of(settings, null, machine, time::passed, time.clock());
        flow = limited.flow();
        run();

        assertAccount();
        assertThat(limited.limit().status().taken()).isEqualTo(sent);
        assertThat(log.progress().next()).isEqualTo(due.events());
    }

    @Test
    void aVitalSourceLeavesNothingOut() throws Exception {
        settings = shedding(Priority.VITAL);
        sendNanos = 2_000_000;
        heap = 1;
        run();

        assertThat(assertAccount().isEmpty()).isTrue();
        assertThat(sent).isEqualTo((int) due.events());
    }

    @Test
    void whereNothingIsSaidNothingIsLeftOut() throws Exception {
        settings = FlowSettings.NONE;
        sendNanos = 2_000_000;
        heap = 1;
        run();

        assertThat(assertAccount().isEmpty()).isTrue();
    }

    @ParameterizedTest(name = "half-way from nothing to everything, of {0} sources the share {1} is shed")
    @CsvSource({"LOW, 1", "NORMAL, 0.5", "HIGH, 0"})
    void aFullHeapShedsByPriorityUntilThereIsRoom(Priority priority, double share) throws Exception {
        settings = shedding(priority);
        heap = 0.875;
        stopAt(2 * SECOND);
        run();
        long early = assertAccount().count();
        heap = 0.5;
        // The next look at the machine comes a tenth of a second after the last.
        time.pass(SECOND / 9);
        run();

        double half = due.events() / 2.0;
        assertThat(early / half).isBetween(share - 0.03, share + 0.03);
        assertThat(assertAccount().count()).isEqualTo(early);
        assertThat(counted(Verdict.HEAP)).isEqualTo(early);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void whatIsLeftOutIsNeitherLateNorThereNorCopiedWhoeverIsKilled(long seed) throws Exception {
        anomalies = new Anomalies(Definitions.everythingWrong(), 42, "source", true);
        sendNanos = 700_000;
        var random = new Random(seed);
        for (int kill = 0; kill < 12; kill++) {
            log.failAfter(random.nextInt(900));
            run();
            forgetHalfTheTime(random);
        }
        log.failAfter(Long.MAX_VALUE);
        run();

        var shed = assertAccount();
        assertThat(shed.count()).isGreaterThan(500);
        assertThat(log.announced(DeviationKind.DUPLICATED).count()).isPositive();
        // Some were held back on purpose before it was decided.
        var late = log.announced(DeviationKind.RELEASED);
        assertThat(count(late, shed)).isPositive();
    }

    @Test
    void whatWasDueBeforeTheRunBeganIsNoQueue() throws Exception {
        var past = new Pacing(
                new Workload.Constant(Workloads.rate(PER_SECOND)),
                StartTime.parse("-10s"),
                LENGTH.multipliedBy(4),
                null);
        due = past.dueTimes(42, "source", () -> TIMELINE);
        run();

        assertThat(assertAccount().isEmpty()).isTrue();
    }

    @ParameterizedTest(name = "anomalies: {0}")
    @ValueSource(booleans = {false, true})
    void whatFellDueInAnOutageIsSkippedAndNothingElse(boolean wrong) throws Exception {
        settings = SKIPPING;
        anomalies = wrong ? new Anomalies(Definitions.everythingWrong(), 42, "source", true) : null;
        failAt(SECOND);
        run();
        long from = time.passed();
        time.pass(2 * SECOND - from);
        // Once more before what was skipped is committed.
        log.failAfter(3);
        run();
        time.pass(SECOND / 10);
        log.failAfter(Long.MAX_VALUE);
        run();

        var skipped = assertAccount();
        long back = 2 * SECOND + SECOND / 10;
        for (long index = 0; index < due.events(); index++) {
            long at = due.offsetNanos(index) + (anomalies == null ? 0 : anomalies.delayNanos(index));
            if (at < from - SECOND / 20 || at > back + SECOND / 20) {
                assertThat(skipped.contains(index))
                        .as("index %d, due at %d", index, at)
                        .isFalse();
            } else if (at > from + SECOND / 20 && at < back - SECOND / 20 && !isDropped(index)) {
                assertThat(skipped.contains(index))
                        .as("index %d, due at %d", index, at)
                        .isTrue();
            }
        }
        assertThat(latestNanos()).isLessThan(LENGTH.toNanos() + 2 * SECOND);
    }

    @Test
    void anotherProgramThatGoesOnSkipsNothing() throws Exception {
        settings = SKIPPING;
        failAt(SECOND);
        run();
        body = null;
        log.failAfter(Long.MAX_VALUE);
        run();

        assertThat(assertAccount().isEmpty()).isTrue();
    }

    private boolean isDropped(long index) {
        return anomalies != null && anomalies.dropped(index);
    }

    /** Half of those who go on are another program, which knows nothing of what the one before it did. */
    private void forgetHalfTheTime(Random random) {
        if (random.nextBoolean()) {
            body = null;
            flow = null;
        }
    }

    private StopSignal stop = new StopSignal();
    private long stopAt = Long.MAX_VALUE;
    private long failAt = Long.MAX_VALUE;

    private void stopAt(long nanos) {
        stopAt = nanos;
    }

    private void failAt(long nanos) {
        failAt = nanos;
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
        stopAt = Long.MAX_VALUE;
        failAt = Long.MAX_VALUE;
    }

    private SourceFlow flow() {
        var known = flow;
        if (known == null) {
            var machine = new Machine(() -> heap, () -> 0, time::passed);
            known = SourceFlows.of(settings, Map.of(), machine, time.clock()).flow("source", ProducerTuning.BUFFER);
            flow = known;
        }
        return known;
    }

    private GeneratedBody body() {
        var source = SourceDraft.to("topic")
                .key("id")
                .rate(new Workload.Constant(Workloads.rate(PER_SECOND)))
                .fields(Map.of("id", new FieldKind.Sequence("k%d", 50L)))
                .build();
        var pulse = new Pulse() {
            @Override
            public long nanoTime() {
                long now = time.nanoTime();
                if (now >= stopAt) {
                    stop.stop();
                }
                if (now >= failAt) {
                    log.failAfter(0);
                }
                return now;
            }

            @Override
            public void sleep(StopSignal asked, long nanos) {
                time.sleep(asked, nanos);
            }
        };
        return new GeneratedBody(
                new SourceCatalog(Map.of("source", source), 42).renderer("source", "run"),
                SourceEncoding.json(),
                due,
                anomalies,
                100_000_000,
                RunClock.of(TIMELINE, time.clock(), pulse),
                new StartingLine(1, Duration.ZERO, () -> {}).place());
    }

    private long counted(Verdict reason) {
        return flow().shedding().count(reason);
    }

    private long latestNanos() {
        return time.passed();
    }

    private static long count(IntervalSet one, IntervalSet other) {
        var both = new long[1];
        one.forEach(index -> both[0] += other.contains(index) ? 1 : 0);
        return both[0];
    }

    /** Every index is there as it was said, or was said to be left out; gives those that were shed or skipped. */
    private IntervalSet assertAccount() throws Exception {
        var progress = log.progress();
        assertThat(progress).isNotNull();
        var copies = log.announced(DeviationKind.DUPLICATED);
        var poisoned = log.announced(DeviationKind.POISONED);
        var dropped = log.announced(DeviationKind.DROPPED);
        var left = log.announced(DeviationKind.SHED);
        log.announced(DeviationKind.SKIPPED).forEach(left::add);
        var there = new int[(int) progress.next()];
        for (long found : log.indices()) {
            there[Math.toIntExact(found < 0 ? ~found : found)]++;
        }
        for (int index = 0; index < there.length; index++) {
            boolean out = left.contains(index) || dropped.contains(index);
            int wanted = out ? 0 : copies.contains(index) ? 2 : 1;
            assertThat(there[index])
                    .as(
                            "index %d, left out %s, copied %s, poisoned %s",
                            index, out, copies.contains(index), poisoned.contains(index))
                    .isEqualTo(wanted);
        }
        assertThat(left.count())
                .isEqualTo(progress.deviations(DeviationKind.SHED) + progress.deviations(DeviationKind.SKIPPED));
        assertThat(log.announced(DeviationKind.DELAYED).count()
                        - log.announced(DeviationKind.RELEASED).count())
                .isEqualTo(progress.ended() ? 0 : heldBack(progress));
        return left;
    }

    private static long heldBack(Progress progress) {
        return progress.deviations(DeviationKind.DELAYED) - progress.deviations(DeviationKind.RELEASED);
    }
}
