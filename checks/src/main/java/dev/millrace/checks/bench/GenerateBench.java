package dev.millrace.checks.bench;

import dev.millrace.embedded.kafka.EmbeddedKafka;
import dev.millrace.embedded.kafka.KafkaSettings;
import dev.millrace.embedded.ports.Ports;
import dev.millrace.event.UnreadableEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * How many events a second one source makes and Kafka acknowledges, beside ProducerPerformance with a record for each event
 * that has as many bytes as the event takes in our records' values. Ours are made, have keys and headers, and are sent
 * exactly once; theirs are picked from a list.
 */
final class GenerateBench implements Bench {
    private static final int PARTITIONS = 3;

    private final Form form;
    private final int count;
    private final int theirCount;
    private final List<String> settings;

    /**
     * @param count      how many events we send each time
     * @param theirCount how many records the opponent sends each time; that many that both take about as long
     */
    GenerateBench(Form form, int count, int theirCount) {
        this(form, count, theirCount, List.of());
    }

    /** @param more further settings of the source, lines of YAML */
    GenerateBench(Form form, int count, int theirCount, List<String> more) {
        this.form = form;
        this.count = count;
        this.theirCount = theirCount;
        var all = new ArrayList<>(more);
        all.addFirst(form.setting());
        this.settings = List.copyOf(all);
    }

    @Override
    public String name() {
        return form.bench();
    }

    @Override
    public String about() {
        return form.about();
    }

    @Override
    public BenchReport run(int pairs) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("millrace-bench");
        try (var kafka = EmbeddedKafka.start(new KafkaSettings(folder.resolve("kafka"), Ports.free(), Map.of()))) {
            return new Contest(folder, kafka.bootstrapServers()).run(pairs);
        } finally {
            Folders.delete(folder);
        }
    }

    /** One execution, with a broker of its own. */
    private final class Contest {
        private final String servers;
        private final Path payloads;
        private final Path unused;
        private final OurGenerator ours;
        private final KafkaPerformance theirs;
        private final LongAdder values = new LongAdder();
        private final LongAdder besides = new LongAdder();
        private double theirBytes;
        private int runs;

        Contest(Path folder, String servers) {
            this.servers = servers;
            this.payloads = folder.resolve("payloads.txt");
            this.unused = folder.resolve("unused.txt");
            this.ours = new OurGenerator(folder, servers);
            this.theirs = new KafkaPerformance(folder, servers);
        }

        BenchReport run(int pairs) throws IOException, InterruptedException {
            // Finds the payloads, and lets the broker compile itself on the cores that all share.
            ours(payloads, count);
            theirs(theirCount);
            var done = Pairs.run(pairs, () -> ours(unused, count), () -> theirs(theirCount));
            double events = (double) count * (1 + pairs);
            return new BenchReport(
                    name(),
                    "Kafka ProducerPerformance, idempotent, acks=all, lz4, a record an event, as many bytes",
                    done,
                    Map.of(
                            "events",
                            count,
                            "against_records",
                            theirCount,
                            "bytes_an_event",
                            BenchReport.hundredths(values.sum() / events),
                            "key_and_header_bytes_an_event",
                            BenchReport.hundredths(besides.sum() / events),
                            "against_bytes_an_event",
                            BenchReport.hundredths(theirBytes),
                            "heap",
                            OurGenerator.HEAP));
        }

        private double ours(Path samples, int events) throws IOException, InterruptedException {
            var topic = BenchTopic.make(servers, "ours-" + runs++, PARTITIONS);
            ours.fill(topic, events, settings);
            var indices = new Indices();
            var reader = form.reader();
            try (var lines = new Payloads(samples)) {
                double seconds = topic.read(record -> take(record, reader, indices, lines));
                indices.require(events);
                if (theirBytes == 0) {
                    theirBytes = lines.mean();
                }
                topic.remove();
                return events / seconds;
            }
        }

        private double theirs(int records) throws IOException, InterruptedException {
            var topic = BenchTopic.make(servers, "theirs-" + runs++, PARTITIONS);
            theirs.fill(topic, records, payloads);
            var found = new LongAdder();
            double seconds = topic.read(record -> found.increment());
            if (found.sum() != records) {
                throw new BenchFailed("ProducerPerformance sent " + found.sum() + " of " + records + " records");
            }
            topic.remove();
            return records / seconds;
        }

        private void take(ConsumerRecord<byte[], byte[]> record, EventReader reader, Indices indices, Payloads lines) {
            try {
                reader.read(record, indices, lines);
            } catch (UnreadableEvent e) {
                throw new BenchFailed("offset " + record.offset() + " holds no event: " + e.reason(), e);
            }
            values.add(record.value().length);
            besides.add(record.key() == null ? 0 : record.key().length);
            for (var header : record.headers()) {
                besides.add(header.key().length() + header.value().length);
            }
        }
    }
}
