package dev.millrace.generator.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.millrace.event.progress.SourceKind;
import dev.millrace.generator.channel.ChannelFactory;
import dev.millrace.generator.channel.ChannelKey;
import dev.millrace.generator.channel.ChannelSettings;
import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.render.SourceCatalog;
import dev.millrace.generator.source.SourceDraft;
import dev.millrace.generator.testing.Account;
import dev.millrace.generator.testing.Definitions;
import dev.millrace.generator.testing.TestKafka;
import dev.millrace.generator.testing.TimedProducers;
import dev.millrace.generator.testing.Workloads;
import dev.millrace.generator.workload.DueTimes;
import dev.millrace.generator.workload.Timeline;
import dev.millrace.generator.workload.Workload;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rate as it really is, on a real broker: 30 seconds of each workload.
 *
 * <ul>
 *   <li>By the times events bear, every 100 ms have what is due in them, without exception.
 *   <li>No event is ever sent before it is due.
 *   <li>By the times they are handed to the producer, every 100 ms have what is due in them within 2 %, unless the loop
 *       was held up at their beginning or end: while a transaction is committed nothing can be sent, and while the
 *       machine does not let the loop run neither. At least a quarter must be left; where fewer are and the machine
 *       kept a thread waiting that wanted nothing but to run, the measurement is repeated.
 * </ul>
 */
@Tag("endurance")
class RateAccuracyIT {
    private static final double PER_SECOND = 10_000;
    private static final Duration LENGTH = Duration.ofSeconds(30);
    private static final long BIN_NANOS = 100_000_000;
    private static final int BINS = (int) (LENGTH.toNanos() / BIN_NANOS);
    private static final double SHARE = 0.02;
    private static final int ATTEMPTS = 3;

    private final TestKafka kafka = TestKafka.shared();

    static Stream<Arguments> workloads() {
        return Workloads.around(PER_SECOND).entrySet().stream()
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("workloads")
    void shouldKeepToTheDueCurve(String name, Workload workload) throws Exception {
        for (int attempt = 1; ; attempt++) {
            try (var idler = new Idler()) {
                int looked = measure(name, workload);
                if (looked > BINS / 4) {
                    return;
                }
                assertThat(attempt < ATTEMPTS && idler.lateShare() > 0.05)
                        .as(
                                "attempt %d: %d of %d stretches were not held up, and a thread that sleeps was late for %.0f %%",
                                attempt, looked, BINS, 100 * idler.lateShare())
                        .isTrue();
            }
        }
    }

    /** One run; gives how many stretches could be judged by when their events were sent. */
    private int measure(String name, Workload workload) throws Exception {
        var time = new WatchedTime();
        var topic = kafka.newTopic("rate", 1);
        var key = new ChannelKey(TestKafka.newName("run"), "source", SourceKind.GENERATED, topic);
        var clock = Clock.systemUTC();
        var runClock = RunClock.of(Timeline.from(Instant.now().plusSeconds(2)), clock, time);
        var source = SourceDraft.to(topic).rate(workload).fields(fields(topic)).build();
        var due = source.lasting(LENGTH).pacing().orElseThrow().dueTimes(42, "source", runClock::timeline);
        var body = new GeneratedBody(
                new SourceCatalog(Map.of("source", source), 42).renderer("source", key.run(), runClock::timeline),
                due,
                ChannelSettings.defaults().commitEvery().toNanos(),
                runClock,
                new StartingLine(1, Duration.ZERO, () -> {}).place());
        var producers = new TimedProducers(topic, (int) due.events());
        var channels = new ChannelFactory(kafka.access(), producers, ChannelSettings.defaults(), clock);
        try (var task = SourceTask.start(key, channels, body)) {
            await().atMost(Duration.ofMinutes(5)).until(task::finished);
            assertThat(task.state()).isInstanceOf(SourceState.Ended.class);
        }

        assertThat(producers.sent()).isEqualTo(due.events());
        assertThat(Account.of(kafka, key.run(), key.source()).findings()).isEmpty();
        assertDueTimes(topic, due, runClock.timeline().begin());
        // When active time began, by the machine's clock.
        return assertSendTimes(name, time, producers, due, -runClock.activeAt(0));
    }

    /** What was committed, by the times it bears. */
    private void assertDueTimes(String topic, DueTimes due, Instant begin) {
        var counts = new long[BINS];
        for (var record : kafka.read(topic)) {
            long nanos = Duration.between(begin, record.event().time()).toNanos();
            counts[(int) Math.min(nanos / BIN_NANOS, BINS - 1)]++;
        }
        for (int i = 0; i < BINS; i++) {
            // Times have microseconds: an event due within one of the end may bear a time on either side.
            assertThat(counts[i]).as("due from %d ms on", 100 * i).isCloseTo(wanted(due, i), within(1L));
        }
    }

    private static long wanted(DueTimes due, int bin) {
        return due.countAt(BIN_NANOS * (bin + 1) - 1) - due.countAt(BIN_NANOS * bin - 1);
    }

    private static int assertSendTimes(
            String name, WatchedTime time, TimedProducers producers, DueTimes due, long zero) {
        int looked = 0;
        int within = 0;
        for (int i = 0; i < BINS; i++) {
            long from = BIN_NANOS * i;
            long to = from + BIN_NANOS;
            assertThat(producers.sentBefore(zero + to))
                    .as("sent by %d ms", to / 1_000_000)
                    .isLessThanOrEqualTo(due.countAt(to));
            long sent = producers.sentBefore(zero + to) - producers.sentBefore(zero + from);
            long wanted = wanted(due, i);
            double off = SHARE * Math.max((double) wanted, PER_SECOND / 10);
            within += Math.abs(sent - wanted) <= off ? 1 : 0;
            if (time.heldUpAt(zero + from) || time.heldUpAt(zero + to)) {
                continue;
            }
            looked++;
            assertThat((double) sent).as("sent from %d ms on", 100 * i).isCloseTo((double) wanted, within(off));
        }
        System.out.printf(
                "%s: of %d stretches of 100 ms %d were held up at neither end, and all of these within 2 %%; of all, %d%n",
                name, BINS, looked, within);
        return looked;
    }

    private static Map<String, FieldKind> fields(String topic) {
        return Definitions.numbered(topic, 1, null, 10).fields();
    }
}
