package dev.millrace.processor.run;

import static dev.millrace.processor.run.Pipelines.SOON;
import static dev.millrace.processor.run.Pipelines.TIME;
import static dev.millrace.processor.run.Pipelines.key;
import static dev.millrace.processor.run.Pipelines.plan;
import static dev.millrace.processor.run.Pipelines.send;
import static dev.millrace.processor.run.Pipelines.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.millrace.embedded.testing.SharedKafka;
import dev.millrace.event.DeadLetter;
import dev.millrace.processor.pipeline.Filter;
import dev.millrace.processor.pipeline.To;
import dev.millrace.processor.testing.Kafka;
import dev.millrace.processor.testing.Sender;
import dev.millrace.processor.testing.TestEvents;
import dev.millrace.processor.topology.Counts;
import dev.millrace.settings.DataSize;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineErrorsIT {
    @TempDir
    private Path state;

    @Test
    void deadLettersAreCompleteAndTellTheirStory() {
        var in = SharedKafka.newTopic("in", 2);
        var plan = plan(in, new Filter("data.amount > 0"), new To(in + ".out"));
        try (var producer = Sender.plain()) {
            for (int i = 0; i < 90; i++) {
                var value = switch (i % 3) {
                    case 0 -> TestEvents.order(i, TIME, "k" + i, "{\"amount\":1}");
                    case 1 -> TestEvents.order(i, TIME, "k" + i, "{\"nothing\":1}");
                    default -> ("poison " + i).getBytes(StandardCharsets.UTF_8);
                };
                producer.send(in, key(i), value);
            }
        }
        try (var runner = start(plan, state)) {
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
        try (var producer = Sender.plain()) {
            producer.send(in, null, TestEvents.order(0, TIME, "k", "{}"));
            producer.send(in, null, TestEvents.order(1, TIME, "k", Pipelines.noise(3_000_000)));
            producer.send(in, null, TestEvents.order(2, TIME, "k", "{}"));
        }
        try (var runner = start(plan(in, new To(out)), state)) {
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
        try (var runner = start(plan(in, new To(out)), state);
                var producer = Sender.plain()) {
            assertThat(runner.awaitCaughtUp(SOON)).isTrue();
            Kafka.setMaxMessageBytes(out, 50_000);
            producer.send(in, null, TestEvents.order(0, TIME, "k", Pipelines.noise(400_000)));
            producer.send(in, null, TestEvents.order(1, TIME, "k", "{}"));
            producer.flush();

            assertThat(runner.awaitCaughtUp(SOON)).isTrue();
            assertThat(runner.status().state()).isEqualTo(PipelineState.RUNNING);
            assertThat(runner.status().problem())
                    .as("a thread died, and it says so")
                    .isPresent();
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(runner.counters())
                            .as("though tried more than once")
                            .isEqualTo(new Counts(2, 0, 0, 0, 0, 0, 1, 1)));
        }
        assertThat(Kafka.readAll(out)).hasSize(1);
        assertThat(Kafka.readAll(DeadLetter.topicFor(in))).hasSize(1);
    }

    @Test
    void refusesToStartWithoutItsInput() {
        var plan = plan("not-there", new To("out-of-nothing"));

        assertThatThrownBy(() -> start(plan, state))
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
        var plan = plan(List.of(one, two), Pipelines.count(Duration.ofSeconds(10)), new To(one + ".out"));

        assertThatThrownBy(() -> start(plan, state))
                .isInstanceOf(TopicMismatch.class)
                .hasMessageContaining("{" + one + "=1, " + two + "=2}");
    }

    @Test
    void refusesABrokerThatIsNotThere() {
        var settings = new ProcessorSettings(
                "127.0.0.1:1",
                state,
                1,
                Duration.ofMillis(100),
                DataSize.parse("1MiB"),
                null,
                Duration.ofMillis(500),
                Map.of());

        assertThatThrownBy(() ->
                        PipelineRunner.start(plan("in", new To("out")), settings, Pipelines.MEMORY, Clock.systemUTC()))
                .isInstanceOf(KafkaUnavailable.class)
                .hasMessageContaining("Kafka at 127.0.0.1:1 could not");
    }

    @Test
    void stateOfAnotherDefinitionIsRefusedWithTheWayOut() {
        var in = SharedKafka.newTopic("in", 1);
        send(in, 0, 5);
        try (var runner = start(plan(in, Pipelines.count(Duration.ofSeconds(10)), new To(in + ".out")), state)) {
            assertThat(runner.awaitCaughtUp(SOON)).isTrue();
        }
        var other = Pipelines.count(Duration.ofSeconds(7));
        try (var runner = start(plan(in, other, new To(in + ".out")), state)) {
            await().atMost(SOON).until(() -> runner.status().state() == PipelineState.FAILED);

            assertThat(runner.status().problem())
                    .hasValueSatisfying(problem -> assertThat(problem)
                            .startsWith("window 'window' of it-" + in + ".p has state from another definition")
                            .contains("give the window another 'name'"));
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
