package dev.millrace.generator.run;

import dev.millrace.generator.channel.KafkaAccess;
import dev.millrace.generator.channel.ProducerFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import tools.jackson.databind.json.JsonMapper;

/** The runs there have been, as facts on a compacted topic. Thread-safe. */
public final class RunLog implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long WRITE_SECONDS = 15;
    private static final long READ_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final KafkaAccess kafka;
    private final ProducerFactory producers;
    private final Producer<byte[], byte[]> producer;

    public RunLog(KafkaAccess kafka, ProducerFactory producers) {
        this.kafka = kafka;
        this.producers = producers;
        this.producer = producers.create(kafka.with(Map.of(
                "client.id",
                "millrace-runs",
                "acks",
                "all",
                "enable.idempotence",
                true,
                "delivery.timeout.ms",
                12_000,
                "request.timeout.ms",
                5_000,
                "max.block.ms",
                5_000)));
    }

    /**
     * All runs of a program, in the order they were first written.
     *
     * @throws RunLogUnreadable  if one cannot be read that may be this program's: going on without it would send what
     *     it has sent a second time
     * @throws KafkaException    if Kafka does not answer
     * @throws RunLogUnavailable if it ceases to
     */
    public Map<String, Run> read(String program) {
        var fold = new RunFold(program);
        try (var consumer = new KafkaConsumer<>(
                kafka.with(Map.of(
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "earliest",
                        "fetch.max.wait.ms",
                        20)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = List.of(new TopicPartition(Run.TOPIC, 0));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = consumer.endOffsets(partitions).values().iterator().next();
            long since = System.nanoTime();
            while (consumer.position(partitions.getFirst()) < end) {
                if (System.nanoTime() - since > READ_NANOS) {
                    throw new RunLogUnavailable("topic " + Run.TOPIC + " could not be read to its end");
                }
                for (var record : consumer.poll(POLL)) {
                    fold.apply(new String(record.key(), StandardCharsets.UTF_8), record.value(), record.offset());
                }
            }
        }
        fold.requireReadable();
        var runs = new LinkedHashMap<String, Run>();
        fold.runs().forEach(known -> runs.put(known.run().id(), known.run()));
        return runs;
    }

    /**
     * Writes a run; returns when Kafka has it.
     *
     * @return the record's offset
     * @throws RunLogUnavailable if Kafka did not take it within 15 seconds
     */
    public long write(Run run) {
        return write(run.id(), run.id(), run);
    }

    /** Writes that a run is over, in the way of {@link #write(Run)}. */
    void write(RunEnd end) {
        write(end.run(), RunFold.keyOfEnd(end.run()), end);
    }

    /** Writes that a rate changes, in the way of {@link #write(Run)}. */
    void write(RunRate rate) {
        write(rate.run(), RunFold.keyOf(rate.run(), rate.change()), rate);
    }

    /** What the keeper of a program's runs writes. */
    KeeperLog keeper(String program) {
        return new KeeperLog(program, kafka, producers);
    }

    /** A fact as it stands on the log. */
    static ProducerRecord<byte[], byte[]> record(String key, Object fact) {
        return new ProducerRecord<>(Run.TOPIC, 0, key.getBytes(StandardCharsets.UTF_8), JSON.writeValueAsBytes(fact));
    }

    private long write(String run, String key, Object fact) {
        try {
            return producer.send(record(key, fact))
                    .get(WRITE_SECONDS, TimeUnit.SECONDS)
                    .offset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunLogUnavailable("interrupted while writing run " + run, e);
        } catch (ExecutionException | TimeoutException | KafkaException | IllegalStateException e) {
            throw new RunLogUnavailable("Kafka did not take run " + run + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
