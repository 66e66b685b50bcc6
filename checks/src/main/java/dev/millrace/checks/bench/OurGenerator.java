package dev.millrace.checks.bench;

import dev.millrace.event.progress.Progress;
import dev.millrace.generator.channel.KafkaAccess;
import dev.millrace.generator.channel.ProgressReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Our side: the program as a user runs it, with one source that sends as fast as it can, exactly once. */
final class OurGenerator {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** The most memory its heap may take: Java's notation. */
    static final String HEAP = "256m";

    private final Path folder;
    private final String bootstrapServers;

    OurGenerator(Path folder, String bootstrapServers) {
        this.folder = folder;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Fills a topic with so many events; returns when all are committed.
     *
     * @param source further settings of the source, lines of YAML
     */
    void fill(BenchTopic topic, int count, List<String> source) throws IOException, InterruptedException {
        var file = Files.createTempFile(folder, "bench", ".yaml");
        var lines = new ArrayList<>(List.of(
                "name: " + topic.name(),
                "kafka: {bootstrap-servers: \"" + bootstrapServers + "\"}",
                "sources:",
                "  bench:",
                "    topic: " + topic.name(),
                "    rate: 100000000/s",
                "    count: " + count,
                "    key: id",
                "    fields:",
                "      id: {sequence: \"id-%08d\"}",
                "      amount: {integer: {min: 1, max: 100000}}",
                "      city: {choice: {Berlin: 4, Hamburg: 2, Leipzig: 1}}"));
        source.forEach(line -> lines.add("    " + line));
        Files.write(file, lines);
        var options = new ArrayList<>(Files.readAllLines(Checkout.HOME.resolve("app/src/build/run.options")));
        options.add("-Xmx" + HEAP);
        options.add("-Dmillrace.home=" + Checkout.HOME);
        var arguments = List.of(
                "run",
                "--role",
                "generator",
                "-f",
                file.toString(),
                "--data",
                folder.resolve("data-" + topic.name()).toString());
        try (var program = JavaProcess.start(folder, options, "dev.millrace.app.Main", arguments)) {
            awaitEnd(program, topic);
        }
    }

    private void awaitEnd(JavaProcess program, BenchTopic topic) throws IOException, InterruptedException {
        var progress = new ProgressReader(new KafkaAccess(bootstrapServers, Map.of()));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        // Looking costs time that the other side would have for itself.
        while (topic.size() == 0 || !isDone(progress, topic.name())) {
            if (!program.isAlive() || System.nanoTime() > deadline) {
                throw new BenchFailed("Millrace did not send its events; it printed:\n" + program.printed());
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    /** Whether all shards say that no more will come. What they sent is counted where it is read. */
    private static boolean isDone(ProgressReader reader, String topic) {
        var progress = reader.readAll().values().stream()
                .filter(one -> one.topic().equals(topic))
                .toList();
        return !progress.isEmpty()
                && progress.size() == progress.getFirst().shard().of()
                && progress.stream().allMatch(Progress::ended);
    }
}
