package dev.millrace.generator.testing;

import dev.millrace.generator.run.RunOrigin;
import dev.millrace.generator.run.RunState;
import dev.millrace.generator.source.SourceDefinition;
import dev.millrace.generator.source.SourceDraft;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * A program of its own that goes on with its runs until they have ended, and prints on each line how many events
 * it has committed so far. Made to be killed.
 */
public final class KilledProgram {
    /** Events of each of its two sources. */
    public static final long EVENTS = 30_000;

    private static final double RATE = 20_000;

    private KilledProgram() {}

    /** The program's sources: customers, and orders. */
    public static Map<String, SourceDefinition> sources(String orders, String customers) {
        var sources = new LinkedHashMap<String, SourceDefinition>();
        sources.put("orders", Definitions.numbered(orders, RATE, EVENTS, 100));
        sources.put("customers", Definitions.numbered(customers, RATE, EVENTS, 10));
        return sources;
    }

    /** The same, with all that can be wrong with orders. */
    public static Map<String, SourceDefinition> withAnomalies(String orders, String customers) {
        var sources = sources(orders, customers);
        sources.computeIfPresent(
                "orders",
                (name, source) -> SourceDraft.like(source)
                        .anomalies(Definitions.everythingWrong())
                        .build());
        return sources;
    }

    /** Takes the broker, the program's name, the topics of orders and customers, and whether there are anomalies. */
    public static void main(String[] arguments) {
        var kafka = TestKafka.at(arguments[0]);
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.US_ASCII);
        try (var program = TestProgram.start(
                kafka,
                arguments[1],
                Boolean.parseBoolean(arguments[4])
                        ? withAnomalies(arguments[2], arguments[3])
                        : sources(arguments[2], arguments[3]))) {
            while (program.newest(RunOrigin.FILE).run().state() == RunState.RUNNING) {
                out.println(program.newest(RunOrigin.FILE).sources().stream()
                        .mapToLong(source -> source.tally().events())
                        .sum());
                LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
            }
        }
    }
}
