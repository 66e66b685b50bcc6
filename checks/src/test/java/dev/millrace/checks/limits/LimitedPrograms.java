package dev.millrace.checks.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.checks.program.MillraceProcess;
import io.lettuce.core.RedisClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Instances of one program, each a process, whose source has more to send than its limit lets it. */
final class LimitedPrograms implements AutoCloseable {
    /** The most bytes that a shard has in flight. */
    static final int IN_FLIGHT = 65_536;

    /** Shards for each instance, so that one sends while another commits. */
    static final int SHARDS_EACH = 4;

    private static final String LIMIT = "shop";

    private final List<MillraceProcess> programs = new ArrayList<>();

    /** Starts them; {@code limit} is how many events a second they may send together. */
    LimitedPrograms(Path folder, String kafka, URI redis, String topic, int instances, long limit) throws IOException {
        var file = Files.writeString(folder.resolve(topic + ".yaml"), """
                name: %s
                kafka: {bootstrap-servers: "%s"}
                redis: {address: "%s"}
                limits:
                  %s: {rate: %d/s, sources: [orders]}
                flow:
                  batching: {most: %dB}
                sources:
                  orders:
                    topic: %s
                    rate: 10M/s
                    shards: %d
                    fields: {id: {sequence: "order-%%09d"}, text: {pattern: "[a-z]{40}"}}
                """.formatted(
                        topic, kafka, redis, LIMIT, limit, IN_FLIGHT, topic, instances * SHARDS_EACH));
        for (int i = 0; i < instances; i++) {
            programs.add(MillraceProcess.start(
                    folder, "run", "--role", "generator", "-f", file.toString(), "--data", topic + "-data-" + i));
        }
    }

    /** How many of them take permits of the limit, as Redis knows. */
    long sharing(URI redis) {
        assertThat(programs)
                .allSatisfy(program ->
                        assertThat(program.isAlive()).as(program.err()).isTrue());
        var client = RedisClient.create(redis.toString());
        try (var connection = client.connect()) {
            return connection.sync().hkeys("millrace:limit:{" + LIMIT + "}:h").stream()
                    .filter(field -> field.startsWith("i:"))
                    .count();
        } finally {
            client.shutdown();
        }
    }

    /** Whether any of them decided by itself for a while, as it says in its log. */
    boolean wasAlone() {
        return programs.stream().anyMatch(program -> program.err().contains("a local bucket decides"));
    }

    /** Ends them in order. */
    void finish() {
        programs.forEach(MillraceProcess::terminate);
        programs.forEach(MillraceProcess::await);
    }

    @Override
    public void close() {
        programs.forEach(MillraceProcess::close);
    }
}
