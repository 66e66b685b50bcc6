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
 * The rate as it really is, on a real broker: 30 seconds of each workload. While a transaction is committed nothing can
 * be sent, and while the machine does not let the loop run neither; 100 ms that begin or end within such a time are left
 * out, and at least a quarter must be left.
 */
@Tag("faults")
class RateAccuracyIT {
    private static final double PER_SECOND = 10_000;
    private static final Duration LENGTH = Duration.ofSeconds(30);
    private static final long BIN_NANOS = 100_000_000;
    private static final double SHARE = 0.02;

    private final TestKafka kafka = TestKafka.shared();
    private final WatchedTime time = new WatchedTime();

    static Stream<Arguments> workloads() {
        return Workloads.around(PER_SECOND).entrySet().stream()
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("workloads")
    void shouldKeepToTheDueCurve(String name, Workload workload) throws Exception {
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
        // When active time began, by the machine's clock.
        assertBins(producers, due, -runClock.activeAt(0));
    }

    private void assertBins(TimedProducers producers, DueTimes due, long zero) {
        int bins = (int) (LENGTH.toNanos() / BIN_NANOS);
        int looked = 0;
        for (int i = 0; i < bins; i++) {
            long from = BIN_NANOS * i;
            long to = from + BIN_NANOS;
            if (time.heldUpAt(zero + from) || time.heldUpAt(zero + to)) {
                continue;
            }
            looked++;
            long sent = producers.sentBefore(zero + to) - producers.sentBefore(zero + from);
            long wanted = due.countAt(to - 1) - due.countAt(from - 1);
            assertThat((double) sent)
                    .as("from %d ms on", from / 1_000_000)
                    .isCloseTo((double) wanted, within(SHARE * Math.max((double) wanted, PER_SECOND / 10)));
        }
        assertThat(looked)
                .as("of %d stretches of 100 ms, those at whose ends nothing was held up", bins)
                .isGreaterThan(bins / 4);
    }

    private static Map<String, FieldKind> fields(String topic) {
        return Definitions.numbered(topic, 1, null, 10).fields();
    }
}
