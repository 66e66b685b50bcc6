package dev.millrace.generator.testing;

import dev.millrace.generator.channel.ProducerFactory;
import dev.millrace.generator.run.RunOrigin;
import dev.millrace.generator.run.RunState;
import dev.millrace.generator.source.Sharding;
import dev.millrace.generator.source.SourceDefinition;
import dev.millrace.generator.source.SourceDraft;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** One instance of a program whose one source is split into shards. It ends when the run has. Made to be killed. */
public final class SharedProgram {
    /** Into how many shards the source is split. */
    public static final int SHARDS = 6;

    private SharedProgram() {}

    /** The program's source. */
    public static Map<String, SourceDefinition> sources(String topic, double perSecond, long events) {
        var orders = Definitions.numbered(topic, perSecond, events, 60);
        return Map.of(
                "orders", SourceDraft.like(orders).shards(new Sharding(SHARDS)).build());
    }

    /** Takes the broker, the program's name, that of the instance, the topic, events a second, and how many. */
    public static void main(String[] arguments) {
        var kafka = TestKafka.at(arguments[0]);
        var sources = sources(arguments[3], Double.parseDouble(arguments[4]), Long.parseLong(arguments[5]));
        try (var program = TestProgram.of(kafka, ProducerFactory.kafka(), arguments[1], arguments[2], sources)) {
            program.runs().resume();
            while (program.runs().statuses().stream()
                    .noneMatch(status -> status.run().origin() == RunOrigin.FILE
                            && status.run().state() != RunState.RUNNING)) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
    }
}
