package dev.millrace.generator.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.event.DeadLetter;
import dev.millrace.event.progress.Delivery;
import dev.millrace.event.progress.DeviationKind;
import dev.millrace.event.progress.Progress;
import dev.millrace.event.progress.SourceKind;
import dev.millrace.flow.retry.RetrySettings;
import dev.millrace.generator.flow.FlowSettings;
import dev.millrace.generator.flow.SourceFlows;
import dev.millrace.generator.testing.CommittedRecord;
import dev.millrace.generator.testing.TestKafka;
import dev.millrace.generator.testing.TestProgram;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.DisconnectException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Events outside transactions, whose source says what it has sent once Kafka has it. */
class AtLeastOnceIT {
    private final TestKafka kafka = TestKafka.shared();
    private final String topic = kafka.newTopic("at-least-once", 1);
    private final ChannelKey key = new ChannelKey(TestKafka.newName("run"), "orders", SourceKind.GENERATED, topic);
    private final RefusedEvents refused = new RefusedEvents();

    @Test
    void eventsAreThereBeforeTheyAreClaimed() throws Exception {
        try (var channel = open()) {
            channel.send(null, bytes("1"), 1);
            channel.indices().omit(DeviationKind.SHED);
            channel.send(null, bytes("2"), 1);
            Awaitility.await().until(() -> kafka.readNow(topic).size() == 2);
            assertThat(new ProgressReader(kafka.access()).readAll()).doesNotContainKey(key.progressKey());
            assertThat(channel.uncommitted()).isTrue();

            channel.commit(Map.of(), false);

            var progress = progress();
            assertThat(progress.next()).isEqualTo(3);
            assertThat(progress.delivery()).isEqualTo(Delivery.AT_LEAST_ONCE);
            assertThat(progress.mayBeAhead()).isTrue();
            assertThat(progress.deviations(DeviationKind.SHED)).isEqualTo(1);
            assertThat(channel.uncommitted()).isFalse();
        }
    }

    @Test
    void whatWasNotClaimedIsSentAgain() throws Exception {
        try (var channel = open()) {
            channel.send(null, bytes("1"), 1);
            channel.commit(Map.of(), false);
            channel.send(null, bytes("2"), 1);
            Awaitility.await().until(() -> kafka.readNow(topic).size() == 2);
        }
        try (var channel = open()) {
            assertThat(channel.next()).isEqualTo(1);
            channel.send(null, bytes("2"), 1);
            channel.commit(Map.of(), true);
        }

        assertThat(kafka.read(topic)).extracting(CommittedRecord::text).containsExactly("1", "2", "2");
        assertThat(progress().next()).isEqualTo(2);
        assertThat(progress().mayBeAhead()).isFalse();
    }

    @Test
    void whoWasReplacedClaimsNothingMore() throws Exception {
        try (var first = open()) {
            first.send(null, bytes("1"), 1);
            try (var second = open()) {
                second.send(null, bytes("2"), 1);
                second.commit(Map.of(), false);

                assertThatExceptionOfType(ChannelFenced.class).isThrownBy(() -> first.commit(Map.of(), false));
            }
        }
        assertThat(progress().next()).isEqualTo(1);
    }

    @Test
    void whatKafkaDidNotAcknowledgeIsNotClaimed() throws Exception {
        // The answer to the second event never comes as it should.
        var sent = new int[1];
        ProducerFactory failing = properties -> properties.containsKey("transactional.id")
                ? ProducerFactory.kafka().create(properties)
                : failing(ProducerFactory.kafka().create(properties), sent);
        try (var channel = open(failing)) {
            channel.send(null, bytes("1"), 1);

            assertThatExceptionOfType(ChannelLost.class).isThrownBy(() -> {
                channel.send(null, bytes("2"), 1);
                channel.commit(Map.of(), false);
            });
        }
        try (var channel = open()) {
            assertThat(channel.next()).isZero();
        }
    }

    @Test
    void anEventThatKafkaRefusesIsTriedAsOftenAsItIsToBeAndThenPutAside() throws Exception {
        // On such a topic every event must have a key.
        kafka.configure(topic, "cleanup.policy", "compact");
        var before = Instant.now();
        for (int attempt = 0; attempt < 3; attempt++) {
            try (var channel = open()) {
                assertThatExceptionOfType(ChannelLost.class).isThrownBy(() -> {
                    channel.send(null, bytes("no key"), 1);
                    channel.commit(Map.of(), false);
                });
            }
        }
        try (var channel = open()) {
            channel.send(null, bytes("no key"), 1);
            channel.send(bytes("k"), bytes("2"), 1);
            channel.commit(Map.of(), false);
        }

        assertThat(kafka.read(topic)).extracting(CommittedRecord::text).containsExactly("2");
        assertThat(kafka.read(DeadLetter.topicFor(topic))).singleElement().satisfies(letter -> {
            assertThat(letter.headers()).containsEntry(DeadLetter.ATTEMPTS, "3");
            var first = Instant.parse(Objects.requireNonNull(letter.headers().get(DeadLetter.FIRST_ATTEMPT)));
            var last = Instant.parse(Objects.requireNonNull(letter.headers().get(DeadLetter.LAST_ATTEMPT)));
            assertThat(first).isAfterOrEqualTo(before).isBefore(last);
            assertThat(last).isBeforeOrEqualTo(Instant.now());
        });
    }

    /** Kafka has the second event, but it looks as if it had not. */
    private static Producer<byte[], byte[]> failing(Producer<byte[], byte[]> producer, int[] sent) {
        return Channels.answering(producer, failure -> ++sent[0] == 2 ? new DisconnectException("planted") : failure);
    }

    private SourceChannel open() throws ChannelLost {
        return open(ProducerFactory.kafka());
    }

    private SourceChannel open(ProducerFactory producers) throws ChannelLost {
        var pauses = new RetrySettings(Duration.ofMillis(1), Duration.ofMillis(1), 3);
        var settings = new FlowSettings(null, null, pauses, null, null, null, null, Delivery.AT_LEAST_ONCE);
        var flow = SourceFlows.of(settings, Map.of(), Clock.systemUTC()).flow("orders", ProducerTuning.BUFFER);
        return new ChannelFactory(kafka.access(), producers, TestProgram.QUICK, Clock.systemUTC())
                .under(flow)
                .open(key, refused);
    }

    private Progress progress() {
        return Objects.requireNonNull(
                new ProgressReader(kafka.access()).readAll().get(key.progressKey()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
