package dev.millrace.generator.run;

import dev.millrace.event.progress.SourceKind;
import dev.millrace.generator.channel.ChannelFactory;
import dev.millrace.generator.channel.ChannelKey;
import dev.millrace.generator.loop.SourceBody;
import dev.millrace.generator.loop.SourceState;
import dev.millrace.generator.loop.SourceTask;
import dev.millrace.generator.source.SourceDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A run that is being executed here: one sending loop a source. Thread-safe. */
final class ActiveRun {
    private final Run run;
    private final Map<String, SourceDefinition> definitions;
    private final Map<String, SourceTask> tasks = new LinkedHashMap<>();

    private ActiveRun(Run run, Map<String, SourceDefinition> definitions) {
        this.run = run;
        this.definitions = definitions;
    }

    /** Starts a loop for each source of the run that the file still has. */
    static ActiveRun start(Run run, RunSources sources, SourceBodies bodies, ChannelFactory channels) {
        var definitions = sources.under(run.sources());
        var ready = new LinkedHashMap<ChannelKey, SourceBody>();
        for (var order : run.sources()) {
            var definition = definitions.get(order.source());
            if (definition != null) {
                var kind = definition.isGenerated() ? SourceKind.GENERATED : SourceKind.INGESTED;
                ready.put(
                        new ChannelKey(run.id(), order.source(), kind, definition.topic()),
                        bodies.create(run.id(), order.source(), definitions, sources.seed()));
            }
        }
        // Started only when all are there: where one cannot be made, none is left running.
        var active = new ActiveRun(run, definitions);
        ready.forEach((key, body) -> active.tasks.put(key.source(), SourceTask.start(key, channels, body)));
        return active;
    }

    Run run() {
        return run;
    }

    /** Asks all loops to stop in order, without waiting. */
    void stop() {
        tasks.values().forEach(SourceTask::stop);
    }

    /** Waits for all loops to be over. */
    void awaitStopped() {
        tasks.values().forEach(SourceTask::close);
    }

    /** Whether every source has sent all it had to send. */
    boolean ended() {
        return tasks.values().stream().allMatch(task -> task.state() instanceof SourceState.Ended);
    }

    /** Whether there is nothing more to wait for; what takes events in never ends. */
    boolean over() {
        return run.origin() != RunOrigin.INTAKE && ended();
    }

    List<SourceStatus> statuses() {
        return tasks.entrySet().stream()
                .map(entry -> status(entry.getKey(), entry.getValue()))
                .toList();
    }

    private SourceStatus status(String source, SourceTask task) {
        var definition = definitions.get(source);
        var rate = definition == null ? null : definition.rate();
        return new SourceStatus(
                source,
                task.key().kind(),
                task.key().topic(),
                rate == null ? null : rate.meanPerSecond(),
                task.tally(),
                task.state());
    }
}
