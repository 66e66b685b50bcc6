package dev.millrace.generator.testing;

import dev.millrace.generator.channel.ProducerFactory;
import dev.millrace.generator.run.RunOrigin;
import dev.millrace.generator.run.RunState;
import dev.millrace.generator.source.Sharding;
import dev.millrace.generator.source.SourceDefinition;
import dev.millrace.generator.source.SourceDraft;
import dev.millrace.settings.Encoding;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** One instance of a program whose one source is split into shards. It ends when the run has. Made to be killed. */
public final class SharedProgram {
    /** Into how many shards the source is split. */
    public static final int SHARDS = 6;

    /** What is special about its events. */
    public enum Kind {
        /** Nothing. */
        PLAIN,
        /** All that can be wrong with them is, on purpose. */
        ANOMALIES,
        /** They come in frames, and all that can be wrong with them is. */
        FRAMES
    }

    private SharedProgram() {}

    /** The program's source. */
    public static Map<String, SourceDefinition> sources(String topic, double perSecond, long events, Kind kind) {
        var orders = SourceDraft.like(Definitions.numbered(topic, perSecond, events, 60))
                .shards(new Sharding(SHARDS));
        return Map.of(
                "orders",
                switch (kind) {
                    case PLAIN -> orders.build();
                    case ANOMALIES ->
                        orders.anomalies(Definitions.everythingWrong()).build();
                    case FRAMES ->
                        orders.anomalies(Definitions.everythingWrong())
                                .encoding(new Encoding(
                                        Encoding.As.FRAME, 50, null, Duration.ofMillis(5), Encoding.Data.JSON))
                                .build();
                });
    }

    /** Takes the broker, the program's name, that of the instance, the topic, events a second, how many, and their kind. */
    public static void main(String[] arguments) {
        var kafka = TestKafka.at(arguments[0]);
        var sources = sources(
                arguments[3],
                Double.parseDouble(arguments[4]),
                Long.parseLong(arguments[5]),
                Kind.valueOf(arguments[6]));
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
