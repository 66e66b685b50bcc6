package dev.millrace.generator.run;

import dev.millrace.generator.channel.KafkaAccess;
import dev.millrace.generator.channel.ProducerFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** The runs there have been, as facts on a compacted topic. Thread-safe. */
public final class RunLog implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RunLog.class);
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
                    fold.apply(
                            new String(record.key(), StandardCharsets.UTF_8),
                            record.value(),
                            record.offset(),
                            LogTime.of(record).orElse(null));
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

    /** Writes that nothing more of a run that is over will be committed, without waiting. */
    void tell(RunEnd settled) {
        tell(
                record(RunFold.keyOfSettled(settled.run()), settled),
                "That all of a stopped run is committed could not be written; whoever stops it again waits for its"
                        + " instances once more: run={} reason={}",
                settled.run());
    }

    /**
     * Writes that rates change.
     *
     * @return those that hold: Kafka had them in time
     * @throws RunLogUnavailable if Kafka did not take one within 15 seconds; it may be there, and in time, all the same
     */
    List<RunRate> write(List<RunRate> rates) {
        var sent = new LinkedHashMap<RunRate, Future<RecordMetadata>>();
        for (var rate : rates) {
            sent.put(rate, send(rate.run(), stamped(rate)));
        }
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(WRITE_SECONDS);
        var holding = new ArrayList<RunRate>();
        sent.forEach((rate, answer) -> {
            var written = await(rate.run(), answer, until - System.nanoTime());
            if (rate.holds(Instant.ofEpochMilli(written.timestamp()))) {
                holding.add(rate);
            }
        });
        return holding;
    }

    /** Where the topic keeps the writer's time and not Kafka's, that is one at which it holds. */
    private static ProducerRecord<byte[], byte[]> stamped(RunRate rate) {
        var plain = record(RunFold.keyOf(rate.run(), rate.change()), rate);
        var by = rate.by();
        return new ProducerRecord<>(
                plain.topic(), plain.partition(), by == null ? null : by.toEpochMilli(), plain.key(), plain.value());
    }

    /** Writes that an instance sends no more of a run, without waiting; where Kafka does not take it, who waits is not told. */
    void tell(RunLeft left) {
        tell(
                record(RunFold.keyOf(left), left),
                "That this instance sends no more of a run could not be written, and who stops it waits in vain: run={}"
                        + " reason={}",
                left.run());
    }

    /** @param warning what it means that Kafka does not take it, with places for the run and the reason */
    private void tell(ProducerRecord<byte[], byte[]> fact, String warning, String run) {
        try {
            var _ = producer.send(fact, (written, failure) -> {
                if (failure != null) {
                    log.warn(warning, run, failure.getMessage());
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            log.warn(warning, run, e.getMessage());
        }
    }

    /** What the keeper of a program's runs writes. */
    KeeperLog keeper(String program) {
        return new KeeperLog(program, kafka, producers);
    }

    /** A fact as it stands on the log. */
    static ProducerRecord<byte[], byte[]> record(String key, Object fact) {
        return new ProducerRecord<>(Run.TOPIC, 0, key.getBytes(StandardCharsets.UTF_8), JSON.writeValueAsBytes(fact));
    }

    /** What takes a fact off the log. */
    static ProducerRecord<byte[], byte[]> gone(String key) {
        return new ProducerRecord<>(Run.TOPIC, 0, key.getBytes(StandardCharsets.UTF_8), null);
    }

    private long write(String run, String key, Object fact) {
        return await(run, send(run, record(key, fact)), TimeUnit.SECONDS.toNanos(WRITE_SECONDS))
                .offset();
    }

    private Future<RecordMetadata> send(String run, ProducerRecord<byte[], byte[]> record) {
        try {
            return producer.send(record);
        } catch (KafkaException | IllegalStateException e) {
            throw notTaken(run, e);
        }
    }

    private static RecordMetadata await(String run, Future<RecordMetadata> answer, long nanos) {
        try {
            return answer.get(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunLogUnavailable("interrupted while writing run " + run, e);
        } catch (ExecutionException | TimeoutException e) {
            throw notTaken(run, e);
        }
    }

    private static RunLogUnavailable notTaken(String run, Exception why) {
        return new RunLogUnavailable("Kafka did not take run " + run + ": " + why.getMessage(), why);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
