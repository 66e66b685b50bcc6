package dev.millrace.processor.testing;

import dev.millrace.processor.plan.Plan;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A stream with everything that can go wrong in it, the pipeline it goes through, and what must come out. */
public sealed interface KillScenario permits StraightScenario, RegroupScenario {
    /** When the events' time begins. */
    Instant START = Instant.parse("2024-03-01T20:00:00Z");

    /** What is no event. */
    byte[] POISON = "poison".getBytes(StandardCharsets.UTF_8);

    static KillScenario named(String name) {
        return Stream.of(new StraightScenario(), new RegroupScenario())
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    String name();

    /** The pipeline from a topic. */
    Plan plan(String in);

    /** Makes the topic, and those that must not be made by the pipeline itself. */
    void prepare(String bootstrapServers, String in);

    /** Writes a stream whose times begin so long after {@link #START}. */
    void produce(String bootstrapServers, String in, long seed, int events, Duration later);

    /** Compares all that has come out with what must have, which follows from what went in. */
    void check(String bootstrapServers, String in);

    static boolean isPoison(ConsumerRecord<byte[], byte[]> record) {
        return record.value().length == POISON.length;
    }

    static List<ConsumerRecord<byte[], byte[]>> of(List<ConsumerRecord<byte[], byte[]>> records, int partition) {
        return records.stream()
                .filter(record -> record.partition() == partition)
                .toList();
    }

    static List<WindowOracle.Result> results(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().map(record -> WindowJson.read(record.value())).toList();
    }

    /** The offset a dead letter says it came from. */
    static long origin(ConsumerRecord<byte[], byte[]> letter) {
        var header = letter.headers().lastHeader("dlq.offset");
        return Long.parseLong(new String(header.value(), StandardCharsets.UTF_8));
    }
}
