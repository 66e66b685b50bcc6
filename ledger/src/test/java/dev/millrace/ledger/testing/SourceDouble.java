package dev.millrace.ledger.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.event.DeadLetter;
import dev.millrace.event.Event;
import dev.millrace.event.EventData;
import dev.millrace.event.Origin;
import dev.millrace.event.interval.IntervalSet;
import dev.millrace.event.json.CloudEventWriter;
import dev.millrace.event.progress.Deviation;
import dev.millrace.event.progress.DeviationJson;
import dev.millrace.event.progress.DeviationKind;
import dev.millrace.event.progress.PoisonMark;
import dev.millrace.event.progress.Progress;
import dev.millrace.event.progress.ProgressJson;
import dev.millrace.event.progress.Shard;
import dev.millrace.event.progress.SourceKind;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends as a source does: events and its progress in one Kafka transaction. Unlike a source it can be told to do it
 * wrong.
 */
public final class SourceDouble implements AutoCloseable {
    private static final EventData DATA = EventData.ofJson("{\"amount\":12.34}");

    private final Producer<byte[], byte[]> producer;
    private final CloudEventWriter writer = new CloudEventWriter();
    private final Words words;
    private final String run;
    private final String source;
    private final String topic;
    private final SourceKind kind;
    private final Map<DeviationKind, Long> deviations = new EnumMap<>(DeviationKind.class);

    /** The topics it says on what it has done. */
    public record Words(String progress, String deviations) {}

    public SourceDouble(
            String bootstrapServers, Words words, String run, String source, String topic, SourceKind kind) {
        this.words = words;
        this.run = run;
        this.source = source;
        this.topic = topic;
        this.kind = kind;
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "transactional.id",
                        words.progress() + "/" + run + "/" + source,
                        "compression.type",
                        "lz4",
                        "batch.size",
                        262_144,
                        "linger.ms",
                        5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    /** Indices {@code from … to - 1} and the claim to all of them, in one transaction. */
    public void send(long from, long to) {
        begin();
        for (long index = from; index < to; index++) {
            event(index);
        }
        claim(to, 0);
        commit();
    }

    public void begin() {
        producer.beginTransaction();
    }

    public void event(long index) {
        event(index, topic, null);
    }

    public void event(long index, String onto, @Nullable Integer partition) {
        raw(onto, partition, "key-" + index % 100, eventBytes(index));
    }

    public byte[] eventBytes(long index) {
        var id = run + '.' + source + '.' + index;
        return writer.toBytes(new Event(
                id, source, "test.event", Instant.now(), null, id, null, new Origin(run, index), Map.of(), DATA));
    }

    public void raw(String onto, @Nullable Integer partition, String key, byte @Nullable [] value) {
        transmit(new ProducerRecord<>(onto, partition, key.getBytes(UTF_8), value));
    }

    public void deadLetter(long index) {
        letter(
                header(DeadLetter.STAGE, DeadLetter.STAGE_SOURCE),
                header(DeadLetter.RUN, run),
                header(DeadLetter.SOURCE, source),
                header(DeadLetter.INDEX, Long.toString(index)));
    }

    public void letterOfPipeline(String pipeline) {
        letter(header(DeadLetter.STAGE, "decode"), header(DeadLetter.PIPELINE, pipeline));
    }

    public void letter(Header... headers) {
        transmit(new ProducerRecord<>(
                DeadLetter.topicFor(topic), null, null, null, "garbage".getBytes(UTF_8), List.of(headers)));
    }

    public static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(UTF_8));
    }

    public void claim(long next, long deadLettered) {
        claim(next, deadLettered, topic);
    }

    public void claim(long next, long deadLettered, String topicNow) {
        var progress = new Progress(
                run,
                source,
                kind,
                topicNow,
                next,
                deadLettered,
                Duration.ofSeconds(1),
                Instant.now(),
                false,
                0,
                Map.of(),
                Set.of(),
                Shard.ONLY,
                "",
                deviations);
        transmit(new ProducerRecord<>(words.progress(), progress.key().getBytes(UTF_8), ProgressJson.write(progress)));
    }

    /** Says what it did with indices other than send each once and in order, and counts that into its claims. */
    public void announce(DeviationKind what, long... indices) {
        deviations.merge(what, (long) indices.length, Long::sum);
        var set = new IntervalSet();
        for (long index : indices) {
            set.add(index);
        }
        var deviation = new Deviation(run, source, topic, what, set);
        for (var value : DeviationJson.write(deviation)) {
            transmit(new ProducerRecord<>(words.deviations(), deviation.key().getBytes(UTF_8), value));
        }
    }

    /** A record that cannot be read, and says which event it stands for. */
    public void poison(long index) {
        transmit(new ProducerRecord<>(
                topic,
                null,
                null,
                null,
                "garbage".getBytes(UTF_8),
                List.of(
                        header(PoisonMark.KIND, "bytes"),
                        header(PoisonMark.RUN, run),
                        header(PoisonMark.SOURCE, source),
                        header(PoisonMark.INDEX, Long.toString(index)))));
    }

    /** What fails here makes the commit fail. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void transmit(ProducerRecord<byte[], byte[]> record) {
        producer.send(record);
    }

    public void flush() {
        producer.flush();
    }

    public void commit() {
        producer.commitTransaction();
    }

    public void abort() {
        producer.abortTransaction();
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
