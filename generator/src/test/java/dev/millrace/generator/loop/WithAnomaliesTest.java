package dev.millrace.generator.loop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.interval.Addition;
import dev.millrace.event.interval.IntervalSet;
import dev.millrace.event.json.HeadlineReader;
import dev.millrace.event.json.TimestampWriter;
import dev.millrace.event.progress.DeviationKind;
import dev.millrace.event.progress.Shard;
import dev.millrace.event.record.DueShifts;
import dev.millrace.generator.anomaly.Anomalies;
import dev.millrace.generator.anomaly.AnomalySettings;
import dev.millrace.generator.anomaly.ClockSkew;
import dev.millrace.generator.anomaly.Delay;
import dev.millrace.generator.anomaly.Duplicate;
import dev.millrace.generator.anomaly.Late;
import dev.millrace.generator.anomaly.OutOfOrder;
import dev.millrace.generator.anomaly.Poison;
import dev.millrace.generator.anomaly.PoisonKind;
import dev.millrace.generator.channel.ChannelLost;
import dev.millrace.generator.channel.Channels;
import dev.millrace.generator.encode.SourceEncoding;
import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.field.TimeOffset;
import dev.millrace.generator.render.SourceCatalog;
import dev.millrace.generator.source.SourceDraft;
import dev.millrace.generator.testing.Workloads;
import dev.millrace.generator.workload.DueTimes;
import dev.millrace.generator.workload.Timeline;
import dev.millrace.settings.Share;
import dev.millrace.settings.TimeShift;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A source with everything wrong, on a machine whose clock the test moves, killed or stopped wherever it hurts. */
class WithAnomaliesTest {
    private static final Timeline TIMELINE = Timeline.from(Workloads.BEGIN);
    private static final double PER_SECOND = 2_000;
    private static final Duration LENGTH = Duration.ofSeconds(4);
    private static final AnomalySettings SETTINGS = new AnomalySettings(
            Share.parse("3%"),
            new Poison(Share.parse("2%"), List.of(PoisonKind.BYTES, PoisonKind.SCHEMA)),
            new Late(Share.parse("4%"), new Delay(Duration.ofMillis(300), Duration.ofSeconds(2))),
            new OutOfOrder(Share.parse("10%"), Duration.ofMillis(20)),
            new Duplicate(Share.parse("5%"), Duration.ofMillis(700)),
            new ClockSkew(
                    new TimeOffset(TimeShift.parse("-30s"), TimeShift.parse("30s")), null, null, Share.parse("50%")));

    private final Anomalies anomalies = new Anomalies(SETTINGS, 42, "source", true);
    private final MovedTime time = new MovedTime(Workloads.BEGIN, 1);
    private final CommittedLog log = new CommittedLog(topic -> time.pass(2_000));
    private final DueTimes due = Workloads.due(Workloads.around(PER_SECOND).get("sine, poisson"), LENGTH);
    private final RunClock clock = RunClock.of(TIMELINE, time.clock(), time);

    @Test
    void everyIndexIsDealtWithAsDrawn() throws Exception {
        run(new StopSignal());

        assertAsDrawn();
        assertThat(time.passed()).isGreaterThan(LENGTH.toNanos());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void whoeverIsKilledIsFollowedByOneThatSendsTheSameInTheSameOrder(long seed) throws Exception {
        run(new StopSignal());
        var uninterrupted = log.indices();
        var other = new WithAnomaliesTest();
        var random = new Random(seed);

        for (int kill = 0; kill < 15; kill++) {
            other.log.failAfter(random.nextInt(2_000));
            other.run(new StopSignal());
            // The backlog that grows meanwhile does not change the order.
            other.time.pass(random.nextLong(400_000_000));
        }
        other.log.failAfter(Long.MAX_VALUE);
        other.run(new StopSignal());

        assertThat(other.log.indices()).isEqualTo(uninterrupted);
        other.assertAsDrawn();
    }

    @Test
    void whoeverHandsOverLeavesWhatIsHeldBackToTheNext() throws Exception {
        run(new StopSignal());
        var uninterrupted = log.indices();
        var other = new WithAnomaliesTest();
        var random = new Random(20_261_123);
        for (int hands = 0; hands < 6; hands++) {
            other.stopAfter(500 + random.nextInt(900));
            other.handsOver = true;
            other.run(other.stop);
            assertThat(other.heldBack()).isPositive();
        }
        other.run(new StopSignal());

        assertThat(other.log.indices()).isEqualTo(uninterrupted);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void whatIsHeldBackIsSentBeforeAnOrderlyEndAndNotAgain(long seed) throws Exception {
        var random = new Random(seed);
        for (int stops = 0; stops < 8; stops++) {
            // Some ends are broken off in the middle.
            log.failAfter(random.nextBoolean() ? Long.MAX_VALUE : random.nextInt(1_500));
            stopAfter(random.nextInt(900));
            boolean broken = run(stop);
            if (!broken) {
                assertThat(heldBack()).as("stop %d", stops).isZero();
            }
        }
        log.failAfter(Long.MAX_VALUE);
        run(new StopSignal());

        assertAsDrawn();
    }

    @Test
    void shardsDoTogetherWhatTheSourceDoesWhole() throws Exception {
        run(new StopSignal());
        var whole = log.indices();
        var together = new ArrayList<Long>();
        for (int number = 0; number < 3; number++) {
            var other = new WithAnomaliesTest();
            other.shard = new Shard(number, 3);
            for (int kill = 0; kill < 5; kill++) {
                other.log.failAfter(900);
                other.run(new StopSignal());
            }
            other.log.failAfter(Long.MAX_VALUE);
            other.run(new StopSignal());

            var sent = other.log.indices();
            int left = number;
            assertThat(sent)
                    .isEqualTo(whole.stream()
                            .filter(index -> (index < 0 ? ~index : index) % 3 == left)
                            .toList());
            assertThat(other.heldBack()).isZero();
            assertThat(other.log.progress().ended()).isTrue();
            together.addAll(sent);
        }
        assertThat(together).containsExactlyInAnyOrderElementsOf(whole);
    }

    @Test
    void whatIsLateIsNotSentBeforeItsTurnNorLongAfter() throws Exception {
        var sentAt = new ArrayList<Long>();
        var timed = new CommittedLog(topic -> {
            if (topic.equals("topic")) {
                sentAt.add(time.passed());
            }
        });
        pump(timed, new StopSignal());

        var sent = timed.indices();
        assertThat(sentAt).hasSameSizeAs(sent);
        var seen = new IntervalSet();
        for (int i = 0; i < sent.size(); i++) {
            long index = sent.get(i);
            if (index >= 0 && seen.add(index) == Addition.NEW) {
                long turn = due.offsetNanos(index) + anomalies.delayNanos(index);
                assertThat(sentAt.get(i) - turn).as("index %d", index).isBetween(0L, 100_000_000L);
            }
        }
    }

    @Test
    void anEventSaysWhenItWasDueAlthoughItsClockIsWrong() throws Exception {
        run(new StopSignal());

        int shifted = 0;
        for (var record : log.records()) {
            var headline = record.headers().lastHeader("millrace.poison") == null
                    ? new HeadlineReader().read(record.value())
                    : null;
            if (headline == null) {
                continue;
            }
            long index = headline.origin().index();
            var header = record.headers().lastHeader(DueShifts.HEADER);
            long shift = header == null ? 0 : Long.parseLong(new String(header.value(), US_ASCII));
            shifted += shift == 0 ? 0 : 1;
            long told = TimestampWriter.epochMicros(headline.time());
            long own = TIMELINE.wallMicros(due.offsetNanos(index));
            assertThat((told + shift) / 1_000).as("index %d", index).isEqualTo(record.timestamp());
            long skew = told - own;
            assertThat(skew).isBetween(-30_000_000L, 30_000_000L);
            assertThat(told + shift - own).isBetween(0L, 2_700_000L);
        }
        assertThat(shifted).isGreaterThan(2_000);
    }

    private Shard shard = Shard.ONLY;
    private StopSignal stop = new StopSignal();
    private long readings;
    private boolean handsOver;

    /** Asks for a stop after so many readings of the clock. */
    private void stopAfter(long more) {
        stop = new StopSignal();
        readings = more;
    }

    /** Runs to the end, the stop or the failure; whether it was the last. */
    private boolean run(StopSignal signal) throws Exception {
        return pump(log, signal);
    }

    private boolean pump(CommittedLog into, StopSignal signal) throws Exception {
        var source = SourceDraft.to("topic")
                .key("id")
                .rate(Workloads.around(PER_SECOND).get("sine, poisson"))
                .fields(Map.of("id", new FieldKind.Sequence("k%d", 50L)))
                .build();
        var pulse = new Pulse() {
            @Override
            public long nanoTime() {
                if (readings > 0 && --readings == 0) {
                    if (handsOver) {
                        stop.handOver();
                    } else {
                        stop.stop();
                    }
                }
                return time.nanoTime();
            }

            @Override
            public void sleep(StopSignal asked, long nanos) {
                time.sleep(asked, nanos);
            }
        };
        var body = new GeneratedBody(
                new SourceCatalog(Map.of("source", source), 42).renderer("source", "run"),
                SourceEncoding.json(),
                due,
                anomalies,
                100_000_000,
                signal == stop && readings > 0 ? RunClock.of(TIMELINE, time.clock(), pulse) : clock,
                new StartingLine(1, Duration.ZERO, () -> {}).place());
        try (var channel = Channels.over(into.producer(), time.clock(), into.progress(), shard)) {
            body.pump(channel, signal);
            return false;
        } catch (ChannelLost e) {
            return true;
        }
    }

    private long heldBack() throws Exception {
        return log.announced(DeviationKind.DELAYED).count()
                - log.announced(DeviationKind.RELEASED).count();
    }

    private void assertAsDrawn() throws Exception {
        long events = due.events();
        var progress = log.progress();
        assertThat(progress.next()).isEqualTo(events);
        assertThat(progress.ended()).isTrue();
        assertThat(progress.deadLettered()).isZero();
        var dropped = where(anomalies::dropped);
        var poisoned = where(index -> anomalies.poison(index) != null);
        var delayed = where(index -> anomalies.delayNanos(index) > 0);
        var copied = where(anomalies::duplicated);
        assertThat(log.announced(DeviationKind.DROPPED)).isEqualTo(dropped);
        assertThat(log.announced(DeviationKind.POISONED)).isEqualTo(poisoned);
        assertThat(log.announced(DeviationKind.DELAYED)).isEqualTo(delayed);
        assertThat(log.announced(DeviationKind.RELEASED)).isEqualTo(delayed);
        assertThat(log.announced(DeviationKind.DUPLICATED)).isEqualTo(copied);
        for (var kind : List.of(DeviationKind.DROPPED, DeviationKind.RELEASED, DeviationKind.DUPLICATED)) {
            assertThat(progress.deviations(kind)).isEqualTo(log.announced(kind).count());
        }
        var times = new int[(int) events];
        var poison = new IntervalSet();
        long highest = -1;
        for (long found : log.indices()) {
            if (found < 0) {
                poison.add(~found);
                continue;
            }
            int index = Math.toIntExact(found);
            boolean first = times[index]++ == 0;
            if (first && !delayed.contains(index)) {
                assertThat(found).isGreaterThan(highest);
                highest = found;
            }
        }
        assertThat(poison).isEqualTo(poisoned);
        for (int index = 0; index < events; index++) {
            int wanted = dropped.contains(index) || poisoned.contains(index) ? 0 : copied.contains(index) ? 2 : 1;
            assertThat(times[index]).as("index %d", index).isEqualTo(wanted);
        }
    }

    private IntervalSet where(LongPredicate which) {
        var found = new IntervalSet();
        for (long index = 0; index < due.events(); index++) {
            if (which.test(index)) {
                found.add(index);
            }
        }
        return found;
    }
}
