package dev.millrace.generator.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.generator.channel.Channels;
import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.render.SourceCatalog;
import dev.millrace.generator.source.SourceDraft;
import dev.millrace.generator.testing.Workloads;
import dev.millrace.generator.workload.DueTimes;
import dev.millrace.generator.workload.Timeline;
import dev.millrace.generator.workload.Workload;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The sending loop keeps to the due curve, on a machine whose clock the test moves: sending takes time, commits take
 * time, and whoever sleeps wakes up late.
 */
class PacingTest {
    private static final long SEED = 20_261_122;
    private static final double PER_SECOND = 10_000;
    private static final Duration LENGTH = Duration.ofSeconds(30);
    private static final long SEND_NANOS = 2_000;
    private static final long COMMIT_NANOS = 300_000;
    private static final long COMMIT_EVERY_NANOS = 100_000_000;
    private static final Timeline TIMELINE = Timeline.from(Workloads.BEGIN);

    private final MovedTime time = new MovedTime(Workloads.BEGIN, SEED);
    private final List<Long> sent = new ArrayList<>();

    static Stream<Arguments> workloads() {
        return Workloads.around(PER_SECOND).entrySet().stream()
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("workloads")
    void shouldKeepToTheDueCurveInEvery100Milliseconds(String name, Workload workload) throws Exception {
        var due = Workloads.due(workload, LENGTH);

        run(workload, due);

        assertThat(sent).hasSize((int) due.events());
        assertBins(due, Duration.ofMillis(100).toNanos(), 0.02);
    }

    @Test
    void shouldNotSendInBurstsWithinThose100Milliseconds() throws Exception {
        var workload = new Workload.Constant(Workloads.rate(PER_SECOND));
        var due = Workloads.due(workload, LENGTH);

        run(workload, due);

        assertBins(due, Duration.ofMillis(10).toNanos(), 0.2);
    }

    @Test
    void shouldSendNothingBeforeItIsDue() throws Exception {
        var workload = Workloads.around(PER_SECOND).get("sine, poisson");
        var due = Workloads.due(workload, LENGTH);

        run(workload, due);

        assertThat(IntStream.range(0, sent.size()).filter(index -> sent.get(index) < due.offsetNanos(index)))
                .isEmpty();
    }

    /** Events a bin as sent, against events a bin as due; where next to none are due, against the mean. */
    private void assertBins(DueTimes due, long bin, double share) {
        int bins = (int) (LENGTH.toNanos() / bin);
        var counts = new long[bins];
        sent.forEach(at -> counts[(int) Math.min(bins - 1, at / bin)]++);
        for (int i = 0; i < bins; i++) {
            long wanted = due.countAt((i + 1) * bin - 1) - due.countAt(i * bin - 1);
            double off = share * Math.max((double) wanted, PER_SECOND * bin / 1e9);
            assertThat((double) counts[i])
                    .as("from %d ms on, seed %d", i * bin / 1_000_000, SEED)
                    .isCloseTo((double) wanted, within(off));
        }
    }

    private void run(Workload workload, DueTimes due) throws Exception {
        var source = SourceDraft.to("topic")
                .rate(workload)
                .fields(Map.of("id", new FieldKind.Sequence("%d", null)))
                .build();
        var body = new GeneratedBody(
                new SourceCatalog(Map.of("source", source), 42).renderer("source", "run"),
                due,
                COMMIT_EVERY_NANOS,
                RunClock.of(TIMELINE, time.clock(), time),
                new StartingLine(1, Duration.ZERO, () -> {}).place());
        try (var channel = Channels.over(producer(), time.clock())) {
            body.pump(channel, new StopSignal());

            assertThat(channel.ended()).isTrue();
            assertThat(channel.tally().events()).isEqualTo(due.events());
        }
    }

    /** Takes what it is given, which takes its time. */
    @SuppressWarnings("unchecked") // a proxy has no type arguments
    private Producer<byte[], byte[]> producer() {
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                Producer.class.getClassLoader(),
                new Class<?>[] {Producer.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "send" -> {
                        time.pass(SEND_NANOS);
                        if (((ProducerRecord<?, ?>) arguments[0]).topic().equals("topic")) {
                            sent.add(time.passed());
                        }
                        yield CompletableFuture.completedFuture(null);
                    }
                    case "commitTransaction" -> {
                        time.pass(COMMIT_NANOS);
                        yield null;
                    }
                    default -> null;
                });
    }
}
