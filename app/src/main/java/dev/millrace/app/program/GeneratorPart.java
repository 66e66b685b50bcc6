package dev.millrace.app.program;

import dev.millrace.app.file.MillraceFile;
import dev.millrace.event.avro.registry.SchemaRegistry;
import dev.millrace.generator.channel.ChannelFactory;
import dev.millrace.generator.channel.ChannelSettings;
import dev.millrace.generator.channel.KafkaAccess;
import dev.millrace.generator.channel.ProducerFactory;
import dev.millrace.generator.loop.SourceState;
import dev.millrace.generator.run.RunIds;
import dev.millrace.generator.run.RunLog;
import dev.millrace.generator.run.RunSources;
import dev.millrace.generator.run.RunState;
import dev.millrace.generator.run.Runs;
import dev.millrace.generator.run.SourceBodies;
import dev.millrace.generator.run.SourceStatus;
import dev.millrace.generator.share.ShardSlots;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** The role {@code generator}: the runs of the file, and the doors of the sources that take events in. */
record GeneratorPart(Runs runs, SourceBodies bodies, RunLog runLog, FlowPart flow) implements AutoCloseable {

    /**
     * @param instance names this instance among all
     * @param flow     the flow control its sources are under
     */
    static GeneratorPart create(
            MillraceFile file, KafkaAccess kafka, String instance, SchemaRegistry schemas, FlowPart flow, Clock clock) {
        var settings = ChannelSettings.defaults();
        var bodies = new SourceBodies(settings, clock, schemas, flow.flows());
        var runLog = new RunLog(kafka, ProducerFactory.kafka());
        var runs = new Runs(
                file.name(),
                kafka,
                new RunSources(file.sources(), file.seed()),
                bodies,
                new ChannelFactory(kafka, ProducerFactory.kafka(), settings, clock, instance),
                runLog,
                new ShardSlots(kafka, file.name(), instance, RunSources.shards(file.sources())),
                new RunIds(clock, RandomGenerator.getDefault()),
                clock);
        return new GeneratorPart(runs, bodies, runLog, flow);
    }

    /** Stops all sources in order, and waits until what they sent is committed; gives what they did not get done. */
    List<Shortfall> finish() {
        runs.close();
        return Stream.concat(uncommitted(), gaveUp()).toList();
    }

    private Stream<Shortfall> uncommitted() {
        return runs.unfinished().stream()
                .map(key -> new Shortfall.Behind("source " + key.source() + " of run " + key.run()
                        + " was told to stop and has not committed the last it sent; the next start goes on with what is"
                        + " committed"));
    }

    private Stream<Shortfall> gaveUp() {
        return runs.statuses().stream()
                .filter(status -> status.run().state() == RunState.RUNNING)
                .flatMap(status -> status.sources().stream()
                        .filter(source -> source.state() instanceof SourceState.Failed)
                        .<Shortfall>map(source -> new Shortfall.GaveUp("source " + source.source() + " of run "
                                + status.run().id() + " has failed: "
                                + ((SourceState.Failed) source.state()).reason())));
    }

    /** The rate a source was to have in the mean so far, events a second; 0 if it has none of its own. */
    double targetRate(String run, String source) {
        return runs.status(run).stream()
                .flatMap(status -> status.sources().stream())
                .filter(status -> status.source().equals(source))
                .map(SourceStatus::meanRate)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(0.0);
    }

    @Override
    public void close() {
        runs.close();
        runLog.close();
    }
}
