package dev.millrace.generator.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.event.DeadLetter;
import dev.millrace.event.json.CloudEventWriter;
import dev.millrace.event.progress.Progress;
import dev.millrace.event.progress.ProgressJson;
import dev.millrace.event.progress.SourceKind;
import dev.millrace.generator.render.EventHeader;
import dev.millrace.generator.testing.CommittedRecord;
import dev.millrace.generator.testing.PatientProducers;
import dev.millrace.generator.testing.TestKafka;
import dev.millrace.settings.DataSize;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

class SourceChannelIT {
    private static final long MAX_EVENT = 1024;
    private static final ChannelSettings SETTINGS =
            new ChannelSettings(Duration.ofMillis(10), Duration.ofSeconds(60), new DataSize(MAX_EVENT));

    private final TestKafka kafka = TestKafka.shared();
    private final String topic = kafka.newTopic("channel", 1);
    private final String letters = DeadLetter.topicFor(topic);
    private final ChannelKey key = new ChannelKey(TestKafka.newName("run"), "orders", kind(), topic);

    @Test
    void shouldMakeEventsAndProgressVisibleTogetherAndNotBefore() throws Exception {
        try (var channel = open()) {
            channel.send(bytes("k"), bytes("1"), 1_000);
            channel.send(null, bytes("2"), 2_000);
            assertThat(kafka.readNow(topic)).isEmpty();
            assertThat(channel.uncommitted()).isTrue();
            assertThat(channel.next()).isEqualTo(2);
            assertThat(channel.tally().events()).isZero();

            channel.commit(Map.of("offset", "17"), false);

            assertThat(kafka.read(topic)).extracting(CommittedRecord::text).containsExactly("1", "2");
            assertThat(channel.uncommitted()).isFalse();
            assertThat(channel.tally().events()).isEqualTo(2);
            var progress = progress();
            assertThat(progress.next()).isEqualTo(2);
            assertThat(progress.position()).containsOnly(Map.entry("offset", "17"));
            assertThat(progress.kind()).isEqualTo(kind());
            assertThat(progress.topic()).isEqualTo(topic);
            assertThat(progress.ended()).isFalse();
        }
    }

    @Test
    void shouldSendRecordsThatSayWhatTheyAre() throws Exception {
        try (var channel = open()) {
            channel.send(bytes("größe"), bytes("{}"), 1_234);
            channel.commit(Map.of(), false);
        }
        assertThat(kafka.read(topic)).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo("größe");
            assertThat(record.timestamp()).isEqualTo(1_234);
            assertThat(record.headers()).containsOnly(Map.entry("content-type", CloudEventWriter.CONTENT_TYPE));
        });
    }

    @Test
    void shouldSendTheHeadersOfARecord() throws Exception {
        try (var channel = open()) {
            var headers = List.of(new EventHeader("tenant", bytes("größe")));
            channel.send(new Outgoing(topic, null, bytes("k"), bytes("{}"), 1_234, headers));
            channel.commit(Map.of(), false);
        }
        assertThat(kafka.read(topic))
                .singleElement()
                .satisfies(record -> assertThat(record.headers()).containsOnly(Map.entry("tenant", "größe")));
    }

    @Test
    void shouldLeaveNothingBehindWhenClosedWithoutACommit() throws Exception {
        try (var channel = open()) {
            channel.send(null, bytes("kept"), 1);
            channel.commit(Map.of(), false);
            channel.send(null, bytes("given up"), 1);
        }
        assertThat(kafka.read(topic)).extracting(CommittedRecord::text).containsExactly("kept");
        try (var channel = open()) {
            assertThat(channel.next()).isEqualTo(1);
        }
    }

    @Test
    void shouldGoOnWhereTheLastOneStopped() throws Exception {
        try (var channel = open()) {
            channel.send(null, bytes("1"), 1);
            channel.deadLetter(null, bytes("2"), "bad");
            channel.commit(Map.of("file", "a.log"), false);
        }
        try (var channel = open()) {
            assertThat(channel.next()).isEqualTo(2);
            assertThat(channel.position()).containsOnly(Map.entry("file", "a.log"));
            assertThat(channel.ended()).isFalse();
            assertThat(channel.tally().deadLettered()).isEqualTo(1);
            channel.commit(Map.of("file", "b.log"), true);
        }
        try (var channel = open()) {
            assertThat(channel.next()).isEqualTo(2);
            assertThat(channel.position()).containsOnly(Map.entry("file", "b.log"));
            assertThat(channel.ended()).isTrue();
        }
    }

    @Test
    void shouldKeepAnAccountForEveryRunAndSource() throws Exception {
        var other = new ChannelKey(key.run(), "customers", kind(), topic);
        try (var orders = open();
                var customers = factory().open(other)) {
            orders.send(null, bytes("1"), 1);
            orders.commit(Map.of(), false);
            customers.send(null, bytes("2"), 1);
            customers.send(null, bytes("3"), 1);
            customers.commit(Map.of(), false);
        }
        assertThat(progress().next()).isEqualTo(1);
        assertThat(new ProgressReader(kafka.access()).read(other).orElseThrow().next())
                .isEqualTo(2);
    }

    @Test
    void shouldPutAsideWithItsStoryWhatIsNoEvent() throws Exception {
        var before = Instant.now();
        try (var channel = open()) {
            channel.send(null, bytes("fine"), 1);
            channel.deadLetter(bytes("k"), bytes("not json\n"), "größte Mühe");
            channel.commit(Map.of(), false);
        }
        assertThat(kafka.read(letters)).singleElement().satisfies(letter -> {
            assertThat(letter.key()).isEqualTo("k");
            assertThat(letter.text()).isEqualTo("not json\n");
            assertThat(letter.headers())
                    .containsEntry(DeadLetter.REASON, "größte Mühe")
                    .containsEntry(DeadLetter.STAGE, DeadLetter.STAGE_SOURCE)
                    .containsEntry(DeadLetter.TOPIC, topic)
                    .containsEntry(DeadLetter.SOURCE, "orders")
                    .containsEntry(DeadLetter.RUN, key.run())
                    .containsEntry(DeadLetter.INDEX, "1")
                    .doesNotContainKeys(DeadLetter.PARTITION, DeadLetter.OFFSET, DeadLetter.STACK);
            assertThat(Instant.parse(letter.headers().get(DeadLetter.TIME))).isBetween(before, Instant.now());
        });
        assertThat(progress().next()).isEqualTo(2);
        assertThat(progress().deadLettered()).isEqualTo(1);
    }

    @Test
    void shouldPutAsideAnEventThatIsTooLargeAndGoOn() throws Exception {
        var largest = "x".repeat((int) MAX_EVENT - 1);
        try (var channel = open()) {
            channel.send(bytes("k"), bytes(largest), 1);
            channel.send(bytes("kk"), bytes(largest), 1);
            channel.send(null, bytes("small"), 1);
            channel.commit(Map.of(), false);
        }
        assertThat(kafka.read(topic)).extracting(CommittedRecord::text).containsExactly(largest, "small");
        assertThat(kafka.read(letters)).singleElement().satisfies(letter -> {
            assertThat(letter.text()).isEqualTo(largest);
            assertThat(letter.key()).isEqualTo("kk");
            assertThat(letter.headers())
                    .containsEntry(DeadLetter.REASON, "the event has 1025 bytes, more than the 1KiB allowed")
                    .containsEntry(DeadLetter.INDEX, "1");
        });
    }

    @Test
    void shouldCutADeadLetterThatNoRequestCouldCarryAndSaySo() throws Exception {
        var huge = new byte[ChannelSettings.LARGEST_DEAD_LETTER + 1];
        var longKey = new byte[4 << 20];
        try (var channel = open()) {
            channel.send(longKey, huge, 1);
            channel.commit(Map.of(), false);
        }
        assertThat(kafka.read(letters)).singleElement().satisfies(letter -> {
            assertThat(letter.value().size()).isEqualTo(ChannelSettings.LARGEST_DEAD_LETTER);
            assertThat(letter.key()).isNull();
            assertThat(letter.headers().get(DeadLetter.REASON))
                    .contains("kept are the first 9437184 of 9437185 bytes")
                    .contains("its key of 4194304 bytes is left out");
        });
    }

    @Test
    void shouldPutAsideAnEventForWhichItsTopicHasNoRoom() throws Exception {
        kafka.configure(topic, "max.message.bytes", "100000");
        var large = "x".repeat(150_000);
        try (var channel = roomy().open(key)) {
            channel.send(bytes("k"), bytes(large), 1);
            channel.send(null, bytes("small"), 1);
            channel.commit(Map.of(), false);
        }
        assertThat(kafka.read(topic)).extracting(CommittedRecord::text).containsExactly("small");
        assertThat(kafka.read(letters)).singleElement().satisfies(letter -> {
            assertThat(letter.text()).isEqualTo(large);
            assertThat(letter.headers().get(DeadLetter.REASON))
                    .contains("150001 bytes")
                    .contains("max.message.bytes is 100000");
        });
    }

    @Test
    void shouldCutADeadLetterToWhatItsTopicTakes() throws Exception {
        kafka.configure(letters, "max.message.bytes", "20000");
        try (var channel = open()) {
            channel.deadLetter(bytes("k".repeat(10_000)), noise(30_000), "because " + "ü".repeat(9_000));
            channel.commit(Map.of(), false);
        }
        assertThat(kafka.read(letters)).singleElement().satisfies(letter -> {
            assertThat(letter.value().size()).isPositive().isLessThan(20_000);
            assertThat(letter.headers().get(DeadLetter.REASON))
                    .startsWith("because ü")
                    .contains("of 30000 bytes")
                    .contains("its key of 10000 bytes is left out");
        });
    }

    @Test
    void shouldPutAsideTheNextTimeWhatKafkaHasRefused() throws Exception {
        var refused = new RefusedEvents();
        try (var channel = roomy().open(key, refused)) {
            channel.send(null, bytes("1"), 1);
            channel.commit(Map.of(), false);
        }
        for (int attempt = 0; attempt < attemptsUntilKnown(); attempt++) {
            try (var channel = roomy().open(key, refused)) {
                // Behind the channel's back: it goes by what the broker said when it was opened.
                kafka.configure(topic, "max.message.bytes", "100000");
                channel.send(null, bytes("2"), 1);
                channel.send(null, noise(150_000), 1);

                assertThatExceptionOfType(ChannelLost.class).isThrownBy(() -> channel.commit(Map.of(), false));
            }
            kafka.configure(topic, "max.message.bytes", "200000");
        }
        assertThat(refused.count()).isEqualTo(1);
        try (var channel = roomy().open(key, refused)) {
            assertThat(channel.next()).isEqualTo(1);
            assertThat(channel.setsAsideFrom(1)).isTrue();
            channel.send(null, bytes("2"), 1);
            channel.send(null, noise(150_000), 1);
            channel.send(null, bytes("4"), 1);
            channel.commit(Map.of(), false);
        }
        assertThat(refused.count()).isZero();
        assertThat(kafka.read(topic)).extracting(CommittedRecord::text).containsExactly("1", "2", "4");
        assertThat(kafka.read(letters))
                .singleElement()
                .satisfies(letter -> assertThat(letter.headers())
                        .containsEntry(DeadLetter.INDEX, "2")
                        .hasEntrySatisfying(
                                DeadLetter.REASON, reason -> assertThat(reason).startsWith("Kafka refused it: ")));
    }

    /** Kafka's producer fails what it had not sent yet for the same reason as the event that was refused. */
    @Test
    void shouldNotTakeForRefusedWhatOnlyCameAfter() throws Exception {
        kafka.configure(topic, "cleanup.policy", "compact");
        var refused = new RefusedEvents();
        var channels = new ChannelFactory(kafka.access(), new PatientProducers(), SETTINGS, Clock.systemUTC());
        try (var channel = channels.open(key, refused)) {
            channel.send(null, bytes("no key"), 1);
            assertThatExceptionOfType(ChannelLost.class).isThrownBy(() -> {
                channel.send(bytes("k"), bytes("2"), 1);
                channel.commit(Map.of(), false);
            });
        }
        assertThat(refused.count()).isEqualTo(1);
        assertThat(refused.refusal(0)).isPresent();
        try (var channel = channels.open(key, new RefusedEvents())) {
            channel.send(null, bytes("no key"), 1);
            // Not refused for good: it is not the progress that the broker does not take.
            assertThatExceptionOfType(ChannelLost.class).isThrownBy(() -> channel.commit(Map.of(), false));
        }
        try (var channel = channels.open(key, refused)) {
            channel.send(null, bytes("no key"), 1);
            channel.send(bytes("k"), bytes("2"), 1);
            channel.commit(Map.of(), false);
        }
        assertThat(kafka.read(topic)).extracting(CommittedRecord::text).containsExactly("2");
        assertThat(kafka.read(letters)).extracting(CommittedRecord::text).containsExactly("no key");
    }

    @Test
    void shouldBlameNoneButTheEventThatKafkaHasRefused() throws Exception {
        // On such a topic every event must have a key.
        kafka.configure(topic, "cleanup.policy", "compact");
        var refused = new RefusedEvents();
        // A batch an event and one request at a time: when the refusal comes, most have not been sent.
        ProducerFactory oneByOne = properties -> {
            var small = new HashMap<>(properties);
            small.putAll(Map.of("batch.size", 0, "linger.ms", 0, "max.in.flight.requests.per.connection", 1));
            return ProducerFactory.kafka().create(small);
        };
        var channels = new ChannelFactory(kafka.access(), oneByOne, ChannelSettings.defaults(), Clock.systemUTC());
        for (int attempt = 0; attempt < attemptsUntilKnown(); attempt++) {
            try (var channel = channels.open(key, refused)) {
                assertThatExceptionOfType(ChannelLost.class).isThrownBy(() -> {
                    for (int i = 0; i < 2_000; i++) {
                        channel.send(i == 3 ? null : bytes("k"), bytes("" + i), 1);
                    }
                    channel.commit(Map.of(), true);
                });
            }
        }

        assertThat(refused.count()).isEqualTo(1);
        assertThat(refused.refusal(3)).isPresent();
    }

    @Test
    void shouldGiveUpWhereADeadLetterIsRefusedToo() throws Exception {
        kafka.configure(letters, "cleanup.policy", "compact");
        try (var channel = open()) {
            assertThatExceptionOfType(ChannelRefused.class)
                    .isThrownBy(() -> {
                        channel.deadLetter(null, bytes("no key"), "bad");
                        channel.commit(Map.of(), false);
                    })
                    .withMessageContaining("the dead letter of event 0 was refused");
        }
    }

    @Test
    void shouldNotBeginAnewWhereItsProgressCannotBeRead() throws Exception {
        try (var channel = open()) {
            channel.send(null, bytes("1"), 1);
            channel.commit(Map.of(), false);
        }
        kafka.write(Progress.TOPIC, key.progressKey(), "{\"version\":99}");

        assertThatExceptionOfType(ChannelRefused.class)
                .isThrownBy(this::open)
                .withMessageContaining("cannot be read")
                .withMessageContaining("orders");
        assertThat(new ProgressReader(kafka.access()).readAll()).doesNotContainKey(key.progressKey());
    }

    @Test
    void shouldFindItsProgressWhereTheTopicWasGivenMorePartitionsSince() throws Exception {
        var before = new Progress(
                key.run(),
                key.source(),
                key.kind(),
                topic,
                7,
                0,
                Duration.ZERO,
                Instant.now(),
                false,
                Map.of("offset", "17"));
        writeBesideItsPartition(before);

        try (var channel = open()) {
            assertThat(channel.next()).isEqualTo(7);
            assertThat(channel.position()).containsOnly(Map.entry("offset", "17"));
            channel.send(null, bytes("8"), 1);
            channel.commit(Map.of(), false);
        }

        assertThat(progress().next()).isEqualTo(8);
        assertThat(new ProgressReader(kafka.access()).readAll().get(key.progressKey()))
                .isEqualTo(progress());
    }

    @Test
    void shouldFindItsProgressWhateverPartitionerKafkasClientsAreGiven() throws Exception {
        var access = new KafkaAccess(
                kafka.access().bootstrapServers(),
                Map.of("partitioner.class", RoundRobinPartitioner.class.getName(), "partitioner.ignore.keys", "true"));
        var channels = new ChannelFactory(access, ProducerFactory.kafka(), SETTINGS, Clock.systemUTC());
        try (var channel = channels.open(key)) {
            for (int sent = 1; sent <= 4; sent++) {
                channel.send(null, bytes("{}"), 1);
                channel.commit(Map.of(), false);

                assertThat(progress().next()).isEqualTo(sent);
            }
        }
    }

    @Test
    void shouldShutOutASenderThatWasReplaced() throws Exception {
        try (var first = open()) {
            first.send(null, bytes("committed by the first"), 1);
            first.commit(Map.of(), false);
            first.send(null, bytes("never to be seen"), 1);
            try (var second = open()) {
                assertThat(second.next()).isEqualTo(1);
                second.send(null, bytes("sent by the second"), 1);

                assertThatExceptionOfType(ChannelRefused.class)
                        .isThrownBy(() -> {
                            first.send(null, bytes("nor this"), 1);
                            first.commit(Map.of(), false);
                        })
                        .withMessageContaining("another instance has taken over this source");
                second.commit(Map.of(), false);
            }
        }
        assertThat(kafka.read(topic))
                .extracting(CommittedRecord::text)
                .containsExactly("committed by the first", "sent by the second");
        assertThat(progress().next()).isEqualTo(2);
    }

    @Test
    void shouldEndWhatADeadSenderLeftOpenSoThatReadersNeedNotWait() throws Exception {
        var died = open();
        died.send(null, bytes("half done"), 1);

        factory().abandon(key.run(), key.source(), key.shard());

        assertThat(kafka.read(topic)).isEmpty();
        died.close();
    }

    /** Where its key would put it if the topic had other partitions. */
    private void writeBesideItsPartition(Progress progress) throws Exception {
        try (var producer = ProducerFactory.kafka().create(kafka.access().with(Map.of("acks", "all")))) {
            var name = bytes(progress.key());
            int partitions = producer.partitionsFor(Progress.TOPIC).size();
            int beside = (Utils.toPositive(Utils.murmur2(name)) + 1) % partitions;
            producer.send(new ProducerRecord<>(Progress.TOPIC, beside, name, ProgressJson.write(progress)))
                    .get();
        }
    }

    /** Of what kind the channels' source is: it decides which way the records go. */
    SourceKind kind() {
        return SourceKind.INGESTED;
    }

    /** How often records are sent until it is known which of them Kafka will never take. */
    int attemptsUntilKnown() {
        return 1;
    }

    private SourceChannel open() throws ChannelLost {
        return factory().open(key);
    }

    private ChannelFactory factory() {
        return new ChannelFactory(kafka.access(), ProducerFactory.kafka(), SETTINGS, Clock.systemUTC());
    }

    /** Channels that themselves allow more than the topics of these tests do. */
    private ChannelFactory roomy() {
        return new ChannelFactory(
                kafka.access(), ProducerFactory.kafka(), ChannelSettings.defaults(), Clock.systemUTC());
    }

    /** Bytes that no compression makes fewer. */
    private static byte[] noise(int size) {
        var bytes = new byte[size];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private Progress progress() {
        return new ProgressReader(kafka.access()).read(key).orElseThrow();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
