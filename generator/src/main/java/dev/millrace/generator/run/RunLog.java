package dev.millrace.generator.run;

import dev.millrace.generator.channel.KafkaAccess;
import dev.millrace.generator.channel.ProducerFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The runs there have been, as facts on a compacted topic. Thread-safe. */
public final class RunLog implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RunLog.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long WRITE_SECONDS = 15;
    private static final long READ_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final KafkaAccess kafka;
    private final Producer<byte[], byte[]> producer;

    public RunLog(KafkaAccess kafka, ProducerFactory producers) {
        this.kafka = kafka;
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
        var runs = new LinkedHashMap<String, Run>();
        var unreadable = new HashMap<String, RunLogUnreadable>();
        try (var consumer = new KafkaConsumer<>(
                kafka.with(
                        Map.of("enable.auto.commit", false, "auto.offset.reset", "earliest", "fetch.max.wait.ms", 20)),
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
                    var id = new String(record.key(), StandardCharsets.UTF_8);
                    // The last word on a run is the one that counts.
                    unreadable.remove(id);
                    if (record.value() == null) {
                        runs.remove(id);
                        continue;
                    }
                    try {
                        runs.put(id, JSON.readValue(record.value(), Run.class));
                    } catch (JacksonException e) {
                        if (mayBeOf(program, record.value())) {
                            unreadable.put(id, new RunLogUnreadable(id, record.offset(), e));
                        }
                        runs.remove(id);
                    }
                }
            }
        }
        for (var failure : unreadable.values()) {
            throw failure;
        }
        runs.values().removeIf(run -> !run.program().equals(program));
        return runs;
    }

    /**
     * Writes a run; returns when Kafka has it.
     *
     * @throws RunLogUnavailable if Kafka did not take it within 15 seconds
     */
    public void write(Run run) {
        var record = new ProducerRecord<>(
                Run.TOPIC, 0, run.id().getBytes(StandardCharsets.UTF_8), JSON.writeValueAsBytes(run));
        try {
            producer.send(record).get(WRITE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunLogUnavailable("interrupted while writing run " + run.id(), e);
        } catch (ExecutionException | TimeoutException | KafkaException | IllegalStateException e) {
            throw new RunLogUnavailable("Kafka did not take run " + run.id() + ": " + e.getMessage(), e);
        }
    }

    /** Whether a record that is no run may be one of this program: it is not where it names another. */
    private static boolean mayBeOf(String program, byte[] record) {
        try {
            var named = JSON.readTree(record).path("program");
            return !named.isString() || named.asString().equals(program);
        } catch (JacksonException e) {
            log.debug("A record of the run log is no JSON", e);
            return true;
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
