package dev.millrace.generator.testing;

import dev.millrace.event.avro.registry.InMemorySchemaRegistry;
import dev.millrace.generator.channel.ChannelFactory;
import dev.millrace.generator.channel.ChannelSettings;
import dev.millrace.generator.channel.ProducerFactory;
import dev.millrace.generator.run.RunIds;
import dev.millrace.generator.run.RunLog;
import dev.millrace.generator.run.RunOrigin;
import dev.millrace.generator.run.RunSources;
import dev.millrace.generator.run.RunStatus;
import dev.millrace.generator.run.Runs;
import dev.millrace.generator.run.SourceBodies;
import dev.millrace.generator.share.ShardSlots;
import dev.millrace.generator.source.SourceDefinition;
import dev.millrace.settings.DataSize;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** What a program is made of as far as its runs go, put together as the real one does it. */
public record TestProgram(Runs runs, SourceBodies bodies, RunLog runLog) implements AutoCloseable {
    /** Commits ten times as often as by default, to have many transactions in a short test. */
    public static final ChannelSettings QUICK =
            new ChannelSettings(Duration.ofMillis(10), Duration.ofSeconds(10), new DataSize(1 << 19));

    /** A program that is not yet resumed. */
    public static TestProgram of(TestKafka kafka, String name, Map<String, SourceDefinition> sources) {
        return of(kafka, ProducerFactory.kafka(), name, sources);
    }

    /** A program that is not yet resumed, with producers of the test's choice. */
    public static TestProgram of(
            TestKafka kafka, ProducerFactory producers, String name, Map<String, SourceDefinition> sources) {
        return of(kafka, producers, name, name, sources);
    }

    /** A program that is not yet resumed, on an instance of its own; by default each program has one alone. */
    public static TestProgram of(
            TestKafka kafka,
            ProducerFactory producers,
            String name,
            String instance,
            Map<String, SourceDefinition> sources) {
        var clock = Clock.systemUTC();
        var bodies = new SourceBodies(QUICK, clock, new InMemorySchemaRegistry());
        var runLog = new RunLog(kafka.access(), producers);
        var runs = new Runs(
                name,
                kafka.access(),
                new RunSources(sources, 42),
                bodies,
                new ChannelFactory(kafka.access(), producers, QUICK, clock, instance),
                runLog,
                new ShardSlots(kafka.access(), name, instance, RunSources.shards(sources)),
                new RunIds(clock, new SecureRandom()),
                clock);
        return new TestProgram(runs, bodies, runLog);
    }

    /** The same, resumed. */
    public static TestProgram start(TestKafka kafka, String name, Map<String, SourceDefinition> sources) {
        var program = of(kafka, name, sources);
        program.runs().resume();
        return program;
    }

    /** The run of the given origin that was started last. */
    public RunStatus newest(RunOrigin origin) {
        return runs.statuses().stream()
                .filter(status -> status.run().origin() == origin)
                .reduce((one, other) -> other)
                .orElseThrow();
    }

    @Override
    public void close() {
        runs.close();
        runLog.close();
    }
}
