package dev.millrace.checks.limits;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;

/**
 * When a broker took the records of a topic, by its own clock, in whole milliseconds: the topic must note that. Follows
 * the topic in a thread of its own. Safe for use by several threads.
 */
final class AppendTimes implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int LONGEST_MILLIS = 1_200_000;

    private final long begun = System.currentTimeMillis();
    private final int[] counts = new int[LONGEST_MILLIS];
    private final Thread reader;
    private int last;
    private int smallest = Integer.MAX_VALUE;
    private volatile boolean running = true;
    private volatile boolean allRead = true;

    AppendTimes(String bootstrapServers, String topic) {
        this.reader = Thread.ofPlatform().name("append-times").start(() -> read(bootstrapServers, topic));
    }

    private void read(String bootstrapServers, String topic) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServers, "max.poll.records", 10_000, "enable.auto.commit", false);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (running) {
                for (var record : consumer.poll(POLL)) {
                    add(record.timestamp(), record.serializedValueSize());
                }
                if (!allRead) {
                    var ends = consumer.endOffsets(partitions);
                    allRead = partitions.stream()
                            .allMatch(partition -> consumer.position(partition) >= ends.get(partition));
                }
            }
        }
    }

    private synchronized void add(long time, int bytes) {
        last = Math.max(last, Math.toIntExact(time - begun));
        counts[Math.toIntExact(time - begun)]++;
        smallest = Math.min(smallest, bytes);
    }

    /** Waits until all is read that is in the topic now. */
    void awaitAll(Duration patience) {
        allRead = false;
        Awaitility.await().atMost(patience).until(() -> allRead);
    }

    /** The latest time that has been read, in milliseconds since this began. */
    synchronized int latest() {
        return last;
    }

    /** The fewest bytes that a record's value had. */
    synchronized int smallest() {
        return smallest;
    }

    /** How many records were taken from the first time to before the second. */
    synchronized long between(int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += counts[i];
        }
        return sum;
    }

    /** The most in any stretch of so many milliseconds, wherever it begins. */
    synchronized long worst(int millis) {
        long worst = 0;
        long sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += counts[i] - (i < millis ? 0 : counts[i - millis]);
            worst = Math.max(worst, sum);
        }
        return worst;
    }

    @Override
    public void close() throws InterruptedException {
        running = false;
        reader.join();
    }
}
