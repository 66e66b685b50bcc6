package dev.millrace.processor.run;

import static dev.millrace.processor.run.Pipelines.SOON;
import static dev.millrace.processor.run.Pipelines.TIME;
import static dev.millrace.processor.run.Pipelines.key;
import static dev.millrace.processor.run.Pipelines.plan;
import static dev.millrace.processor.run.Pipelines.send;
import static dev.millrace.processor.run.Pipelines.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.embedded.testing.SharedKafka;
import dev.millrace.event.DeadLetter;
import dev.millrace.processor.pipeline.Branch;
import dev.millrace.processor.pipeline.Filter;
import dev.millrace.processor.pipeline.Route;
import dev.millrace.processor.pipeline.To;
import dev.millrace.processor.pipeline.Window;
import dev.millrace.processor.pipeline.WindowSpec;
import dev.millrace.processor.testing.Kafka;
import dev.millrace.processor.testing.Sender;
import dev.millrace.processor.testing.TestEvents;
import dev.millrace.processor.topology.Counts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineRunnerIT {
    @TempDir
    private Path state;

    @Test
    void makesWhatIsMissingAndProcessesWhatIsThere() {
        var in = SharedKafka.newTopic("in", 3);
        var plan = plan(
                in,
                new Filter("data.amount > 0"),
                new Route(List.of(new Branch("data.amount > 99", in + ".large", false))),
                new To(in + ".out"));
        send(in, 0, 300);

        try (var runner = start(plan, state)) {
            assertThat(runner.awaitCaughtUp(SOON)).isTrue();
            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(runner.counters()).isEqualTo(new Counts(300, 0, 1, 200, 0, 0, 99, 0)));

            var status = runner.status();
            assertThat(status.state()).isEqualTo(PipelineState.RUNNING);
            assertThat(status.lag()).isZero();
            assertThat(status.lags()).hasSize(3);
            assertThat(status.problem()).isEmpty();
            assertThat(status.warnings()).isEmpty();
        }
        assertThat(Kafka.readAll(in + ".out")).hasSize(99);
        assertThat(Kafka.readAll(in + ".large")).hasSize(200);
        assertThat(Kafka.readAll(DeadLetter.topicFor(in))).isEmpty();
    }

    @Test
    void goesOnWhereItStoppedAndDoesNothingTwice() {
        var in = SharedKafka.newTopic("in", 2);
        var plan = plan(in, new To(in + ".out"));
        for (int round = 0; round < 3; round++) {
            send(in, round * 100, 100);
            try (var runner = start(plan, state)) {
                assertThat(runner.awaitCaughtUp(SOON)).isTrue();
            }
        }

        assertThat(Kafka.readAll(in + ".out").stream().map(r -> new String(r.value(), StandardCharsets.UTF_8)))
                .hasSize(300)
                .doesNotHaveDuplicates();
    }

    @Test
    void isCaughtUpThoughOnlyMarksOfTransactionsAreLeft() {
        var in = SharedKafka.newTopic("in", 1);
        var plan = plan(in, new To(in + ".out"));
        try (var producer = Sender.transactional("writer-" + in)) {
            send(producer, in, 0, 10);
            producer.commit();
        }
        try (var producer = Sender.transactional("writer-" + in)) {
            producer.send(in, null, TestEvents.order(99, TIME, "k", "{}"));
            producer.abort();
        }

        for (int round = 0; round < 2; round++) {
            try (var runner = start(plan, state)) {
                assertThat(runner.awaitCaughtUp(SOON)).isTrue();
            }
        }
        assertThat(Kafka.readAll(in + ".out")).hasSize(10);
    }

    @Test
    void readsOnlyWhatWasCommitted() {
        var in = SharedKafka.newTopic("in", 1);
        var plan = plan(in, new To(in + ".out"));
        try (var producer = Sender.transactional("open-" + in);
                var runner = start(plan, state)) {
            producer.send(in, null, TestEvents.order(0, TIME, "k", "{}"));
            producer.flush();
            assertThat(runner.awaitCaughtUp(Duration.ofSeconds(2))).isFalse();
            assertThat(runner.counters().in()).isZero();

            producer.commit();
            assertThat(runner.awaitCaughtUp(SOON)).isTrue();
            await().atMost(SOON).until(() -> runner.counters().in() == 1);
        }
    }

    @Test
    void whatAnAbortedTransactionDidIsCountedOnce() {
        var in = SharedKafka.newTopic("in", 2);
        var plan = plan(in, new Filter("data.amount < 0 || data.amount > 9"), new To(in + ".out"));
        int sent = 0;
        try (var runner = start(plan, state, Duration.ofSeconds(3))) {
            // Once nearly always does; a commit may come in between.
            do {
                send(in, sent, 100);
                sent += 100;
                await().atMost(SOON).until(() -> Kafka.abortTransactionOf(plan.applicationId()));
                assertThat(runner.awaitCaughtUp(SOON)).isTrue();
            } while (Kafka.readEverything(in + ".out").size() == sent - 10);
            var all = new Counts(sent, 0, 10, 0, 0, 0, sent - 10, 0);

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(runner.counters()).isEqualTo(all));
        }
        assertThat(Kafka.readAll(in + ".out")).hasSize(sent - 10);
    }

    @Test
    void gathersByAnotherKey() {
        var in = SharedKafka.newTopic("in", 2);
        var window = new Window(
                new WindowSpec(Duration.ofSeconds(10), Duration.ofHours(1), Duration.ofDays(1), "data.region"),
                Map.of("n", "count()", "sum", "sum(data.amount)"),
                "window");
        try (var runner = start(plan(in, window, new To(in + ".out")), state);
                var producer = Sender.plain()) {
            for (int i = 0; i < 200; i++) {
                var data = "{\"region\":\"" + (i % 2 == 0 ? "north" : "south") + "\",\"amount\":0.1}";
                producer.send(in, key(i), TestEvents.order(i, TIME.plusMillis(i), "k", data));
            }
            producer.flush();
            assertThat(runner.awaitCaughtUp(SOON)).isTrue();
            // Some for each partition of the repartition topic, to tell it that time has passed.
            for (int i = 0; i < 20; i++) {
                var data = "{\"region\":\"end" + i + "\",\"amount\":0}";
                producer.send(in, key(i), TestEvents.order(i, TIME.plusSeconds(9_999), "k", data));
            }
            producer.flush();
            assertThat(runner.awaitCaughtUp(SOON)).isTrue();
        }

        assertThat(Kafka.readAll(in + ".out").stream()
                        .map(r -> new String(r.value(), StandardCharsets.UTF_8).replaceAll(".*\"data\":", "")))
                .allMatch(data -> data.contains("\"n\":100,\"sum\":10}") || data.contains("\"sum\":10,\"n\":100}"))
                .hasSize(2);
    }
}
