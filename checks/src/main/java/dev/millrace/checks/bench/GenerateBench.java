package dev.millrace.checks.bench;

import dev.millrace.embedded.kafka.EmbeddedKafka;
import dev.millrace.embedded.kafka.KafkaSettings;
import dev.millrace.embedded.ports.Ports;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many events a second one source makes and Kafka acknowledges, beside ProducerPerformance with records of the same
 * bytes. Ours are made, have keys and headers, and are sent exactly once; theirs are picked from a list.
 */
final class GenerateBench implements Bench {
    private static final int PARTITIONS = 3;
    private static final int PAYLOADS = 10_000;

    private final int count;

    /** @param count how many events each side sends each time */
    GenerateBench(int count) {
        this.count = count;
    }

    @Override
    public String name() {
        return "generate";
    }

    @Override
    public String about() {
        return "events made and acknowledged, a record each, beside Kafka's ProducerPerformance";
    }

    @Override
    public BenchReport run(int pairs) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("millrace-bench");
        try (var kafka = EmbeddedKafka.start(new KafkaSettings(folder.resolve("kafka"), Ports.free(), Map.of()))) {
            var servers = kafka.bootstrapServers();
            var payloads = folder.resolve("payloads.txt");
            var ours = new OurGenerator(folder, servers);
            var theirs = new KafkaPerformance(folder, servers);
            var bytes = new LongAdder();
            ours(ours, BenchTopic.make(servers, "warm-up", PARTITIONS), payloads, bytes);
            var runs = new int[1];
            var done = Pairs.run(
                    pairs,
                    () -> ours(ours, BenchTopic.make(servers, "ours-" + runs[0]++, PARTITIONS), payloads, bytes),
                    () -> theirs(theirs, BenchTopic.make(servers, "theirs-" + runs[0]++, PARTITIONS), payloads));
            return new BenchReport(
                    name(),
                    "Kafka ProducerPerformance, idempotent, acks=all, lz4, the same bytes",
                    done,
                    Map.of("events", count, "bytes_an_event", bytes.sum() / ((long) count * (pairs + 1))));
        } finally {
            Folders.delete(folder);
        }
    }

    private double ours(OurGenerator generator, BenchTopic topic, Path payloads, LongAdder bytes)
            throws IOException, InterruptedException {
        generator.fill(topic, count, List.of());
        var indices = new Indices();
        boolean first = Files.notExists(payloads);
        var written = new int[1];
        try (var out =
                first ? new BufferedOutputStream(Files.newOutputStream(payloads)) : OutputStream.nullOutputStream()) {
            double seconds = topic.read(record -> {
                indices.add(record);
                bytes.add(record.value().length);
                if (first && written[0]++ < PAYLOADS) {
                    writeLine(out, record.value());
                }
            });
            indices.require(count);
            topic.remove();
            return count / seconds;
        }
    }

    private double theirs(KafkaPerformance performance, BenchTopic topic, Path payloads)
            throws IOException, InterruptedException {
        performance.fill(topic, count, payloads);
        var records = new LongAdder();
        double seconds = topic.read(record -> records.increment());
        if (records.sum() != count) {
            throw new BenchFailed("ProducerPerformance sent " + records.sum() + " of " + count + " records");
        }
        topic.remove();
        return count / seconds;
    }

    private static void writeLine(OutputStream out, byte[] line) {
        try {
            out.write(line);
            out.write('\n');
        } catch (IOException e) {
            throw new BenchFailed("the payloads could not be written", e);
        }
    }
}
