package dev.millrace.generator.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.progress.Progress;
import dev.millrace.event.progress.ProgressJson;
import dev.millrace.event.progress.SourceKind;
import dev.millrace.generator.testing.TestKafka;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

class ProgressReaderIT {
    private static final int SOURCES = 40;

    private final TestKafka kafka = TestKafka.shared();
    private final String run = TestKafka.newName("run");

    /** What comes last under its key lies above what another source has not decided yet: no reader may end below it. */
    @Test
    void shouldFindWhatWasCommittedAboveTheOpenTransactionOfAnotherSource() throws Exception {
        var key = key(0);
        try (var other = producer("other");
                var ours = producer("ours")) {
            commit(ours, key, 5);
            other.beginTransaction();
            other.send(new ProducerRecord<>(Progress.TOPIC, home(key), bytes("other/" + run), bytes("{}")))
                    .get();
            commit(ours, key, 8);
            var reader = new ProgressReader(new KafkaAccess(
                    kafka.access().bootstrapServers(), Map.of("interceptor.classes", Reading.class.getName())));

            var found = CompletableFuture.supplyAsync(() -> reader.read(key));
            Reading.BEGUN.await();
            other.abortTransaction();

            assertThat(found.get()).map(Progress::next).contains(8L);
        }
    }

    @Test
    void shouldGiveEachSourceItsOwnWhereManyAskAtOnce() throws Exception {
        try (var ours = producer("all")) {
            for (int source = 0; source < SOURCES; source++) {
                // One in four has said nothing yet.
                if (source % 4 != 0) {
                    commit(ours, key(source), source);
                }
            }
        }
        var reader = new ProgressReader(kafka.access());
        var all = new ArrayList<CompletableFuture<Optional<Progress>>>();
        try (var threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            for (int source = 0; source < SOURCES; source++) {
                var key = key(source);
                all.add(CompletableFuture.supplyAsync(() -> reader.read(key), threads));
            }
        }

        for (int source = 0; source < SOURCES; source++) {
            assertThat(all.get(source).get().map(Progress::next))
                    .isEqualTo(source % 4 == 0 ? Optional.empty() : Optional.of((long) source));
        }
    }

    private ChannelKey key(int source) {
        return new ChannelKey(run, "source" + source, SourceKind.GENERATED, "topic");
    }

    private int home(ChannelKey key) {
        try (var producer = ProducerFactory.kafka().create(kafka.access().with(Map.of()))) {
            int partitions = producer.partitionsFor(Progress.TOPIC).size();
            return Utils.toPositive(Utils.murmur2(bytes(key.progressKey()))) % partitions;
        }
    }

    private Producer<byte[], byte[]> producer(String name) {
        var producer = ProducerFactory.kafka()
                .create(kafka.access().with(Map.of("transactional.id", name + '-' + run, "acks", "all")));
        producer.initTransactions();
        return producer;
    }

    private static void commit(Producer<byte[], byte[]> producer, ChannelKey key, long next) {
        var progress = new Progress(
                key.run(),
                key.source(),
                SourceKind.GENERATED,
                "topic",
                next,
                0,
                Duration.ZERO,
                Instant.EPOCH,
                false,
                Map.of());
        producer.beginTransaction();
        var _ = producer.send(
                new ProducerRecord<>(Progress.TOPIC, bytes(progress.key()), ProgressJson.write(progress)));
        producer.commitTransaction();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** Tells when a reader has read something. */
    public static final class Reading implements ConsumerInterceptor<byte[], byte[]> {
        private static final CountDownLatch BEGUN = new CountDownLatch(1);

        @Override
        public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
            BEGUN.countDown();
            return records;
        }

        @Override
        public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

        @Override
        public void close() {}

        @Override
        public void configure(Map<String, ?> settings) {}
    }
}
