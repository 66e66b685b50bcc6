package dev.millrace.generator.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.flow.breaker.BreakerSettings;
import dev.millrace.flow.retry.ResumeSettings;
import dev.millrace.generator.channel.ChannelLost;
import dev.millrace.generator.channel.Channels;
import dev.millrace.generator.channel.ProducerTuning;
import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.flow.Fault;
import dev.millrace.generator.flow.FlowSettings;
import dev.millrace.generator.flow.SourceFlow;
import dev.millrace.generator.flow.SourceFlows;
import dev.millrace.generator.render.SourceCatalog;
import dev.millrace.generator.source.SourceDraft;
import dev.millrace.generator.testing.Workloads;
import dev.millrace.generator.workload.DueTimes;
import dev.millrace.generator.workload.Timeline;
import dev.millrace.generator.workload.Workload;
import dev.millrace.settings.Share;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** How fast a source works off what fell due while Kafka was away, on a machine whose clock the test moves. */
class OutagePaceTest {
    private static final long SEED = 7;
    private static final double PER_SECOND = 10_000;
    private static final Duration LENGTH = Duration.ofSeconds(20);
    private static final long SECOND = 1_000_000_000L;
    private static final Timeline TIMELINE = Timeline.from(Workloads.BEGIN);

    private final MovedTime time = new MovedTime(Workloads.BEGIN, SEED);
    private final List<Long> sent = new ArrayList<>();
    private long awayFrom = Long.MAX_VALUE;
    /** What happens when five seconds have passed. */
    private Runnable atFive = () -> {};

    private final DueTimes due = Workloads.due(new Workload.Constant(Workloads.rate(PER_SECOND)), LENGTH);
    private final GeneratedBody body = new GeneratedBody(
            new SourceCatalog(
                            Map.of(
                                    "source",
                                    SourceDraft.to("topic")
                                            .rate(new Workload.Constant(Workloads.rate(PER_SECOND)))
                                            .fields(Map.of("id", new FieldKind.Sequence("%d", null)))
                                            .build()),
                            42)
                    .renderer("source", "run"),
            due,
            100_000_000,
            RunClock.of(TIMELINE, time.clock(), time),
            new StartingLine(1, Duration.ZERO, () -> {}).place());

    @Test
    void whatWasMissedComesAtMostTwiceAsFastUntilAllIsSentAndNothingIsLeftOut() throws Exception {
        awayFrom = 5 * SECOND;
        long reached = pumpUntilLost();
        sent.subList((int) reached, sent.size()).clear();
        time.pass(9 * SECOND - time.passed());
        awayFrom = Long.MAX_VALUE;

        pump(reached);

        assertThat(sent).hasSize((int) due.events());
        double speed = ResumeSettings.defaults().speed();
        // From 9 s on, what fell due in the four seconds before comes beside what falls due: over at 13 s.
        for (long from = 9 * SECOND + SECOND / 2; from < 12 * SECOND + SECOND / 2; from += SECOND / 2) {
            assertThat((double) sentBetween(from, from + SECOND / 2))
                    .as("from %d ms, seed %d", from / 1_000_000, SEED)
                    .isBetween(0.95 * speed * PER_SECOND / 2, 1.05 * speed * PER_SECOND / 2);
        }
        for (long from = 14 * SECOND; from < 19 * SECOND; from += SECOND / 2) {
            assertThat((double) sentBetween(from, from + SECOND / 2))
                    .as("from %d ms, seed %d", from / 1_000_000, SEED)
                    .isBetween(0.95 * PER_SECOND / 2, 1.05 * PER_SECOND / 2);
        }
    }

    @Test
    void whatWasLateBeforeTheOutageIsNotHeldUpByIt() throws Exception {
        // Nothing is sent for three seconds, for no fault of Kafka's; then it is away for an instant.
        time.pass(3 * SECOND);
        awayFrom = 3 * SECOND;
        long reached = pumpUntilLost();
        sent.subList((int) reached, sent.size()).clear();
        awayFrom = Long.MAX_VALUE;
        long back = time.passed();

        pump(reached);

        assertThat(sentBetween(back, back + SECOND)).isGreaterThan((long) (3 * PER_SECOND));
    }

    @Test
    void whatFellDueWhileTheBreakerWasOpenComesAtMostTwiceAsFastAsWell() throws Exception {
        var touchy = new BreakerSettings(
                new Share(0.5), Duration.ofSeconds(5), new Share(0.5), 2, 1, Duration.ofSeconds(4), 1);
        var flows = SourceFlows.of(new FlowSettings(touchy, null, null, null, null), Map.of(), time.clock());
        var other = flows.flow("other", ProducerTuning.BUFFER);
        atFive = () -> {
            assertThat(other.beginCall()).isTrue();
            other.callEnded(Fault.KAFKA);
        };
        var flow = flows.flow("source", ProducerTuning.BUFFER);
        assertThat(flow.beginCall()).isTrue();
        flow.callEnded(Fault.NONE);

        try (var channel = Channels.over(producer(), time.clock(), flow)) {
            body.pump(channel, new StopSignal());
        }

        assertThat(sent).hasSize((int) due.events());
        assertThat(sentBetween(5 * SECOND + SECOND / 10, 9 * SECOND)).isZero();
        assertThat((double) sentBetween(9 * SECOND + SECOND / 2, 12 * SECOND + SECOND / 2))
                .isBetween(0.95 * 6 * PER_SECOND, 1.05 * 6 * PER_SECOND);
    }

    private long sentBetween(long from, long until) {
        return sent.stream().filter(at -> at >= from && at < until).count();
    }

    /** Gives how many events were committed. */
    private long pumpUntilLost() {
        try (var channel = Channels.over(producer(), time.clock())) {
            assertThatExceptionOfType(ChannelLost.class).isThrownBy(() -> body.pump(channel, new StopSignal()));
            return channel.tally().events();
        }
    }

    private void pump(long reached) throws ChannelLost {
        try (var channel = Channels.over(producer(), time.clock(), SourceFlow.unbound(), reached)) {
            body.pump(channel, new StopSignal());
            assertThat(channel.ended()).isTrue();
        }
    }

    /** Takes what it is given, which takes its time, and commits until Kafka is away. */
    @SuppressWarnings("unchecked") // a proxy has no type arguments
    private Producer<byte[], byte[]> producer() {
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                Producer.class.getClassLoader(),
                new Class<?>[] {Producer.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "send" -> {
                        time.pass(2_000);
                        if (((ProducerRecord<?, ?>) arguments[0]).topic().equals("topic")) {
                            sent.add(time.passed());
                        }
                        if (time.passed() >= 5 * SECOND) {
                            atFive.run();
                            atFive = () -> {};
                        }
                        ((Callback) arguments[1]).onCompletion(null, null);
                        yield CompletableFuture.completedFuture(null);
                    }
                    case "commitTransaction" -> {
                        time.pass(300_000);
                        if (time.passed() >= awayFrom) {
                            throw new TimeoutException("away");
                        }
                        yield null;
                    }
                    default -> null;
                });
    }
}
