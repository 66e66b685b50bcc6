package dev.millrace.checks.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Kafka's own ProducerPerformance, with the producer's settings that Millrace uses, but without transactions: the way it is
 * mostly run, and quicker for it.
 */
final class KafkaPerformance {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Path folder;
    private final String bootstrapServers;

    KafkaPerformance(Path folder, String bootstrapServers) {
        this.folder = folder;
        this.bootstrapServers = bootstrapServers;
    }

    /** Fills a topic with so many records, each one line of a file. */
    void fill(BenchTopic topic, int count, Path payloads) throws IOException, InterruptedException {
        var arguments = new ArrayList<>(List.of(
                "--bootstrap-server",
                bootstrapServers,
                "--topic",
                topic.name(),
                "--num-records",
                Integer.toString(count),
                "--throughput",
                "-1",
                "--payload-file",
                payloads.toString(),
                "--command-property"));
        arguments.addAll(List.of(
                "acks=all", "enable.idempotence=true", "compression.type=lz4", "linger.ms=5", "batch.size=131072"));
        try (var program = JavaProcess.start(
                folder, List.of("-Xmx1g", "-XX:+UseG1GC"), "org.apache.kafka.tools.ProducerPerformance", arguments)) {
            program.await(PATIENCE);
        }
    }
}
