package dev.millrace.processor.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.millrace.embedded.testing.SharedKafka;
import dev.millrace.event.DeadLetter;
import dev.millrace.processor.pipeline.Branch;
import dev.millrace.processor.pipeline.Filter;
import dev.millrace.processor.pipeline.PipelineDefinition;
import dev.millrace.processor.pipeline.Route;
import dev.millrace.processor.pipeline.Step;
import dev.millrace.processor.pipeline.To;
import dev.millrace.processor.pipeline.Window;
import dev.millrace.processor.pipeline.WindowSpec;
import dev.millrace.processor.plan.Plan;
import dev.millrace.processor.plan.Planner;
import dev.millrace.processor.testing.Kafka;
import dev.millrace.processor.testing.TestEvents;
import dev.millrace.settings.DataSize;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineRunnerIT {
    private static final Planner PLANNER = new Planner();
    private static final StateMemory MEMORY = new StateMemory(DataSize.parse("64MiB"));
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Instant TIME = Instant.parse("2026-11-21T20:00:00Z");

    @TempDir
    private Path state;

    @AfterAll
    static void close() {
        MEMORY.close();
    }

    @Test
    void makesWhatIsMissingAndProcessesWhatIsThere() {
        var in = SharedKafka.newTopic("in", 3);
        var plan = plan(in, new Filter("data.amount > 0"), route(in + ".large"), new To(in + ".out"));
        send(in, null, 0, 300);

        try (var runner = start(plan)) {
            assertThat(runner.awaitCaughtUp(SOON)).isTrue();

            var status = runner.status();
            assertThat(status.state()).isEqualTo(PipelineState.RUNNING);
            assertThat(status.lag()).isZero();
            assertThat(status.lags()).hasSize(3);
            assertThat(status.problem()).isEmpty();
            assertThat(status.warnings()).isEmpty();
            assertThat(status.counts().in()).isEqualTo(300);
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
            send(in, null, round * 100, 100);
            try (var runner = start(plan)) {
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
        send(in, "writer-" + in, 0, 10);
        try (var producer = Kafka.producer("writer-" + in)) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(in, TestEvents.order(99, TIME, "k", "{}")));
            producer.flush();
            producer.abortTransaction();
        }

        for (int round = 0; round < 2; round++) {
            try (var runner = start(plan)) {
                assertThat(runner.awaitCaughtUp(SOON)).isTrue();
            }
        }
        assertThat(Kafka.readAll(in + ".out")).hasSize(10);
    }

    @Test
    void readsOnlyWhatWasCommitted() {
        var in = SharedKafka.newTopic("in", 1);
        var plan = plan(in, new To(in + ".out"));
        try (var producer = Kafka.producer("open-" + in);
                var runner = start(plan)) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(in, TestEvents.order(0, TIME, "k", "{}")));
            producer.flush();
            assertThat(runner.awaitCaughtUp(Duration.ofSeconds(2))).isFalse();
            assertThat(runner.counters().in()).isZero();

            producer.commitTransaction();
            assertThat(runner.awaitCaughtUp(SOON)).isTrue();
            assertThat(runner.counters().in()).isEqualTo(1);
        }
    }

    @Test
    void deadLettersAreCompleteAndTellTheirStory() {
        var in = SharedKafka.newTopic("in", 2);
        var plan = plan(in, new Filter("data.amount > 0"), new To(in + ".out"));
        try (var producer = Kafka.producer(null)) {
            for (int i = 0; i < 90; i++) {
                var value = switch (i % 3) {
                    case 0 -> TestEvents.order(i, TIME, "k" + i, "{\"amount\":1}");
                    case 1 -> TestEvents.order(i, TIME, "k" + i, "{\"nothing\":1}");
                    default -> ("poison " + i).getBytes(StandardCharsets.UTF_8);
                };
                producer.send(new ProducerRecord<>(in, key(i), value));
            }
        }
        try (var runner = start(plan)) {
            assertThat(runner.awaitCaughtUp(SOON)).isTrue();
        }

        var sent = Kafka.readAll(in).stream().collect(Collectors.toMap(r -> r.partition() + "/" + r.offset(), r -> r));
        var letters = Kafka.readAll(DeadLetter.topicFor(in));
        assertThat(Kafka.readAll(in + ".out")).hasSize(30);
        assertThat(letters).hasSize(60).allSatisfy(letter -> {
            var original = sent.get(header(letter, DeadLetter.PARTITION) + "/" + header(letter, DeadLetter.OFFSET));
            assertThat(letter.key()).isEqualTo(original.key());
            assertThat(letter.value()).isEqualTo(original.value());
            assertThat(header(letter, DeadLetter.TOPIC)).isEqualTo(in);
            assertThat(header(letter, DeadLetter.PIPELINE)).isEqualTo("p");
            assertThat(header(letter, DeadLetter.REASON)).isNotBlank();
        });
    }

    @Test
    void aRecordTooLargeForItsTopicIsPutAsideAndTheRestGoesOn() {
        var in = SharedKafka.newTopic("in", 1, Map.of("max.message.bytes", "4000000"));
        var out = SharedKafka.newTopic("out", 1, Map.of("max.message.bytes", "100000"));
        try (var producer = Kafka.producer(null)) {
            producer.send(new ProducerRecord<>(in, TestEvents.order(0, TIME, "k", "{}")));
            producer.send(new ProducerRecord<>(in, TestEvents.order(1, TIME, "k", noise(3_000_000))));
            producer.send(new ProducerRecord<>(in, TestEvents.order(2, TIME, "k", "{}")));
        }
        try (var runner = start(plan(in, new To(out)))) {
            assertThat(runner.awaitCaughtUp(SOON)).isTrue();
            assertThat(runner.status().problem()).isEmpty();
        }

        assertThat(Kafka.readAll(out)).hasSize(2);
        assertThat(Kafka.readAll(DeadLetter.topicFor(in))).singleElement().satisfies(letter -> {
            assertThat(letter.value()).hasSizeGreaterThan(3_000_000);
            assertThat(header(letter, DeadLetter.STAGE)).isEqualTo("encode");
        });
    }

    @Test
    void aTopicThatTakesLessThanItDidStopsThePipelineOnlyForAMoment() {
        var in = SharedKafka.newTopic("in", 1);
        var out = SharedKafka.newTopic("out", 1);
        try (var runner = start(plan(in, new To(out)));
                var producer = Kafka.producer(null)) {
            assertThat(runner.awaitCaughtUp(SOON)).isTrue();
            Kafka.setMaxMessageBytes(out, 50_000);
            producer.send(new ProducerRecord<>(in, TestEvents.order(0, TIME, "k", noise(400_000))));
            producer.send(new ProducerRecord<>(in, TestEvents.order(1, TIME, "k", "{}")));
            producer.flush();

            assertThat(runner.awaitCaughtUp(SOON)).isTrue();
            assertThat(runner.status().state()).isEqualTo(PipelineState.RUNNING);
            assertThat(runner.status().problem())
                    .as("a thread died, and it says so")
                    .isPresent();
        }
        assertThat(Kafka.readAll(out)).hasSize(1);
        assertThat(Kafka.readAll(DeadLetter.topicFor(in))).hasSize(1);
    }

    @Test
    void gathersByAnotherKeyThroughATopicThatIsEmptiedAgain() {
        var in = SharedKafka.newTopic("in", 2);
        var window = new Window(
                new WindowSpec(Duration.ofSeconds(10), Duration.ofHours(1), "data.region"),
                Map.of("n", "count()", "sum", "sum(data.amount)"),
                "window");
        try (var runner = start(plan(in, window, new To(in + ".out")));
                var producer = Kafka.producer(null)) {
            for (int i = 0; i < 200; i++) {
                var data = "{\"region\":\"" + (i % 2 == 0 ? "north" : "south") + "\",\"amount\":0.1}";
                producer.send(new ProducerRecord<>(in, key(i), TestEvents.order(i, TIME.plusMillis(i), "k", data)));
            }
            producer.flush();
            assertThat(runner.awaitCaughtUp(SOON)).isTrue();
            // Some for each partition of the repartition topic, to tell it that time has passed.
            for (int i = 0; i < 20; i++) {
                var data = "{\"region\":\"end" + i + "\",\"amount\":0}";
                producer.send(
                        new ProducerRecord<>(in, key(i), TestEvents.order(i, TIME.plusSeconds(9_999), "k", data)));
            }
            producer.flush();
            assertThat(runner.awaitCaughtUp(SOON)).isTrue();
        }

        assertThat(Kafka.readAll(in + ".out").stream()
                        .map(r -> new String(r.value(), StandardCharsets.UTF_8).replaceAll(".*\"data\":", "")))
                .allMatch(data -> data.contains("\"n\":100,\"sum\":10}") || data.contains("\"sum\":10,\"n\":100}"))
                .hasSize(2);
    }

    @Test
    void refusesToStartWithoutItsInput() {
        var plan = plan("not-there", new To("out-of-nothing"));

        assertThatThrownBy(() -> start(plan))
                .isInstanceOfSatisfying(
                        InputTopicMissing.class,
                        missing -> assertThat(missing.topic()).isEqualTo("not-there"))
                .hasMessage("topic 'not-there', which pipeline 'p' reads from, does not exist: create it, start the"
                        + " source that writes to it, or correct pipelines.p.from");
    }

    @Test
    void refusesTopicsThatDoNotMeetByKey() {
        var one = SharedKafka.newTopic("one", 1);
        var two = SharedKafka.newTopic("two", 2);
        var definition = new PipelineDefinition(List.of(one, two), List.of(count("window"), new To(one + ".out")));

        assertThatThrownBy(() -> start(PLANNER.plan("it", "p", definition)))
                .isInstanceOf(TopicMismatch.class)
                .hasMessageContaining("{" + one + "=1, " + two + "=2}");
    }

    @Test
    void refusesABrokerThatIsNotThere() {
        var settings = ProcessorSettings.of("127.0.0.1:1", state);

        assertThatThrownBy(() -> PipelineRunner.start(plan("in", new To("out")), settings, MEMORY, Clock.systemUTC()))
                .isInstanceOf(KafkaUnavailable.class)
                .hasMessageContaining("Kafka at 127.0.0.1:1 could not");
    }

    @Test
    void stateOfAnotherDefinitionIsRefusedWithTheWayOut() {
        var in = SharedKafka.newTopic("in", 1);
        send(in, null, 0, 5);
        try (var runner = start(plan(in, count("window"), new To(in + ".out")))) {
            assertThat(runner.awaitCaughtUp(SOON)).isTrue();
        }
        var other = new Window(
                new WindowSpec(Duration.ofSeconds(7), Duration.ZERO, "key"), Map.of("n", "count()"), "window");
        try (var runner = start(plan(in, other, new To(in + ".out")))) {
            await().atMost(SOON).until(() -> runner.status().state() == PipelineState.FAILED);

            assertThat(runner.status().problem())
                    .hasValueSatisfying(problem -> assertThat(problem)
                            .startsWith("window 'window' of it-" + in + ".p has state from another definition")
                            .contains("give the window another 'name'"));
        }
    }

    private PipelineRunner start(Plan plan) {
        var settings = ProcessorSettings.of(SharedKafka.bootstrapServers(), state);
        return PipelineRunner.start(plan, settings, MEMORY, Clock.systemUTC());
    }

    private static Plan plan(String in, Step... steps) {
        // Named after the topic: each test has a group and state of its own.
        return PLANNER.plan("it-" + in, "p", new PipelineDefinition(List.of(in), List.of(steps)));
    }

    private static Window count(String name) {
        return new Window(new WindowSpec(Duration.ofSeconds(10), Duration.ZERO, "key"), Map.of("n", "count()"), name);
    }

    private static Route route(String to) {
        return new Route(List.of(new Branch("data.amount > 99", to, false)));
    }

    /** Events with amounts that follow their index, from {@code first} on; with an id, in one transaction. */
    private static void send(String topic, String transactionalId, int first, int count) {
        try (var producer = Kafka.producer(transactionalId)) {
            if (transactionalId != null) {
                producer.initTransactions();
                producer.beginTransaction();
            }
            for (int i = first; i < first + count; i++) {
                var value = TestEvents.order(i, TIME.plusMillis(i), "k" + i % 10, "{\"amount\":" + i + "}");
                producer.send(new ProducerRecord<>(topic, key(i), value));
            }
            if (transactionalId != null) {
                producer.commitTransaction();
            }
        }
    }

    private static byte[] key(int i) {
        return ("k" + i % 10).getBytes(StandardCharsets.UTF_8);
    }

    /** A JSON text no compression makes much smaller. */
    private static String noise(int size) {
        var bytes = new byte[size / 2];
        new Random(1).nextBytes(bytes);
        return '"' + HexFormat.of().formatHex(bytes) + '"';
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
