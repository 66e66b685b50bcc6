package dev.millrace.generator.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.event.progress.SourceKind;
import dev.millrace.generator.testing.CommittedRecord;
import dev.millrace.generator.testing.TestKafka;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** All that holds for channels holds for those that send batches of our own making as well; and what follows from that. */
class BatchedChannelIT extends SourceChannelIT {
    private final TestKafka kafka = TestKafka.shared();

    @Override
    SourceKind kind() {
        return SourceKind.GENERATED;
    }

    /** A batch is refused as a whole. The next channel sends records one by one. */
    @Override
    int attemptsUntilKnown() {
        return 2;
    }

    @Test
    void shouldSendNothingOfASenderThatOverslept() throws Exception {
        var topic = kafka.newTopic("overslept", 1);
        var key = new ChannelKey(TestKafka.newName("run"), "orders", SourceKind.GENERATED, topic);
        try (var asleep = open(key)) {
            asleep.send(null, "sent, then asleep".getBytes(UTF_8), 1);
            asleep.flushDue(System.nanoTime() + Long.MAX_VALUE / 2);
            asleep.send(null, "written, then asleep".getBytes(UTF_8), 1);
            try (var other = open(key)) {
                other.send(null, "the other's".getBytes(UTF_8), 1);
                // What the first has left goes out now, amid the other's transaction.
                asleep.flushDue(System.nanoTime() + Long.MAX_VALUE / 2);
                assertThatExceptionOfType(ChannelFenced.class).isThrownBy(() -> asleep.commit(Map.of(), false));
                other.commit(Map.of(), false);
            }
        }
        assertThat(kafka.read(topic)).extracting(CommittedRecord::text).containsExactly("the other's");
    }

    @Test
    void shouldKeepTheOrderOfEachPartitionOverManyTransactions() throws Exception {
        var topic = kafka.newTopic("order", 7);
        var key = new ChannelKey(TestKafka.newName("run"), "orders", SourceKind.GENERATED, topic);
        int sent = 0;
        try (var channel = open(key)) {
            for (int transaction = 0; transaction < 40; transaction++) {
                for (int i = 0; i < 500; i++, sent++) {
                    channel.send(
                            ("key-" + i % 50).getBytes(UTF_8),
                            Integer.toString(sent).getBytes(UTF_8),
                            sent);
                }
                channel.commit(Map.of(), false);
            }
        }
        var byKey = new HashMap<String, List<Integer>>();
        for (var record : kafka.read(topic)) {
            byKey.computeIfAbsent(record.key(), k -> new ArrayList<>()).add(Integer.parseInt(record.text()));
        }
        assertThat(byKey).hasSize(50);
        assertThat(byKey.values())
                .allSatisfy(numbers -> assertThat(numbers).isSorted().hasSize(400));
    }

    @Test
    void shouldLoseNoMoreThanTheChannelWhereTheTopicHasFewerPartitionsThanBefore() throws Exception {
        var topic = kafka.newTopic("fewer", 2);
        var key = new ChannelKey(TestKafka.newName("run"), "orders", SourceKind.GENERATED, topic);
        try (var channel = open(key)) {
            var record = new Outgoing(topic, 2, null, "beyond".getBytes(UTF_8), 1, List.of());

            assertThatExceptionOfType(ChannelLost.class)
                    .isThrownBy(() -> channel.send(record))
                    .withStackTraceContaining("partition 2 of 2");
        }
    }

    @Test
    @Tag("faults")
    void shouldSayWhyRecordsCouldNotBeSent() throws Exception {
        var topic = kafka.newTopic("deleted", 1);
        var key = new ChannelKey(TestKafka.newName("run"), "orders", SourceKind.GENERATED, topic);
        try (var channel = open(key)) {
            channel.send(null, "taken".getBytes(UTF_8), 1);
            channel.commit(Map.of(), false);
            kafka.delete(topic);
            channel.send(null, "not taken".getBytes(UTF_8), 1);

            assertThatExceptionOfType(ChannelLost.class)
                    .isThrownBy(() -> channel.commit(Map.of(), false))
                    .withStackTraceContaining(
                            "not all records are acknowledged yet: the leader of " + topic + "-0 is not known");
        }
    }

    @Test
    void shouldFillTheBatchesOfManyPartitionsWithLittleMemory() throws Exception {
        var topic = kafka.newTopic("many", 60);
        var key = new ChannelKey(TestKafka.newName("run"), "orders", SourceKind.GENERATED, topic);
        var little = channels().tuned(ProducerTuning.of(Map.of("buffer.memory", "10MiB", "linger.ms", "1000")));
        int events = 1_500;
        try (var channel = little.open(key)) {
            var value = new byte[9_000];
            for (int i = 0; i < events; i++) {
                channel.send(("key-" + i).getBytes(UTF_8), value, i);
            }
            channel.commit(Map.of(), false);
        }
        assertThat(kafka.read(topic)).hasSize(events);
    }

    private SourceChannel open(ChannelKey key) throws ChannelLost {
        return channels().open(key);
    }

    private ChannelFactory channels() {
        return new ChannelFactory(
                kafka.access(), ProducerFactory.kafka(), ChannelSettings.defaults(), Clock.systemUTC());
    }
}
