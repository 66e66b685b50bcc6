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
        options.add("-Xmx1g");
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
            awaitEnd(program, topic, count);
        }
    }

    private void awaitEnd(JavaProcess program, BenchTopic topic, int count) throws IOException, InterruptedException {
        var progress = new ProgressReader(new KafkaAccess(bootstrapServers, Map.of()));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (topic.size() < count
                || progress.readAll().values().stream().noneMatch(one -> isDone(one, topic.name(), count))) {
            if (!program.isAlive() || System.nanoTime() > deadline) {
                throw new BenchFailed("Millrace did not send its events; it printed:\n" + program.printed());
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static boolean isDone(Progress progress, String topic, int count) {
        return progress.topic().equals(topic) && progress.ended() && progress.next() == count;
    }
}
