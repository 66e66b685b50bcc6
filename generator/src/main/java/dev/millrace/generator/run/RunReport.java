package dev.millrace.generator.run;

import dev.millrace.event.progress.Progress;
import dev.millrace.event.progress.SourceKind;
import dev.millrace.generator.flow.FlowFigures;
import dev.millrace.generator.loop.SendingLoop;
import dev.millrace.generator.loop.SourceTask;
import dev.millrace.generator.source.SourceDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells how a run stands, from what is sent here and what others have written of theirs. */
final class RunReport {
    private RunReport() {}

    /**
     * What a source's rate is to be.
     *
     * @param now  events a second; null where it has none
     * @param mean in the mean so far; null where it has none
     * @param due  how many of its events were due so far; null where that is not known
     */
    record Rates(
            @Nullable Double now,
            @Nullable Double mean,
            @Nullable Long due) {
        static final Rates NONE = new Rates(null, null, null);
    }

    /** A run that is not sent here. */
    static RunStatus of(Run run, RunFacts facts, Map<String, SourceDefinition> definitions, String instance) {
        return of(run, facts, definitions, instance, shard -> null, source -> Rates.NONE);
    }

    /**
     * A run.
     *
     * @param tasks gives the loop of a shard, where there is or was one here
     * @param rates gives what a source's rate is to be
     */
    static RunStatus of(
            Run run,
            RunFacts facts,
            Map<String, SourceDefinition> definitions,
            String instance,
            Function<RunShard, @Nullable SendingLoop> tasks,
            Function<String, Rates> rates) {
        var shards = new LinkedHashMap<String, List<ShardStatus>>();
        var topics = new LinkedHashMap<String, String>();
        var loops = new LinkedHashMap<String, List<SourceTask>>();
        for (var shard : RunShard.of(run)) {
            var reached = facts.progress(shard.progressKey(run));
            reached.map(Progress::topic).ifPresent(topic -> topics.putIfAbsent(shard.source(), topic));
            shards.computeIfAbsent(shard.source(), source -> new ArrayList<>())
                    .add(ShardReport.of(
                            run, shard, tasks.apply(shard), reached, facts.hasLeft(run.id(), shard), instance));
            if (tasks.apply(shard) instanceof SourceTask task && !task.finished()) {
                loops.computeIfAbsent(shard.source(), source -> new ArrayList<>())
                        .add(task);
            }
        }
        var sources = new ArrayList<SourceStatus>();
        shards.forEach((source, all) -> {
            var definition = definitions.get(source);
            var rate = rates.apply(source);
            sources.add(new SourceStatus(
                    source,
                    run.origin() == RunOrigin.INTAKE ? SourceKind.INGESTED : SourceKind.GENERATED,
                    definition == null ? topics.getOrDefault(source, "") : definition.topic(),
                    rate.now(),
                    rate.mean(),
                    // What was due of a run that was stopped, and was not sent, never will be.
                    run.state() == RunState.RUNNING ? waiting(loops.getOrDefault(source, List.of()), rate.due()) : 0,
                    loops.getOrDefault(source, List.of()).stream()
                            .mapToLong(SourceTask::turnedAway)
                            .sum(),
                    flow(loops.getOrDefault(source, List.of())),
                    all));
        });
        return new RunStatus(run, sources);
    }

    /** @param due how many events of the source were due, in whatever shards; null where only the loops know what waits */
    private static long waiting(List<SourceTask> loops, @Nullable Long due) {
        return loops.stream()
                .mapToLong(loop -> due == null
                        ? loop.waiting()
                        : Math.max(
                                0, loop.key().shard().places(due) - loop.tally().events()))
                .sum();
    }

    private static FlowFigures flow(List<SourceTask> loops) {
        return loops.stream().map(SourceTask::flow).reduce(FlowFigures.NONE, FlowFigures::plus);
    }
}
