package dev.millrace.generator.run;

import dev.millrace.event.progress.SourceKind;
import dev.millrace.generator.channel.ChannelFactory;
import dev.millrace.generator.channel.ChannelKey;
import dev.millrace.generator.channel.ProducerTuning;
import dev.millrace.generator.loop.RunClock;
import dev.millrace.generator.loop.SourceBody;
import dev.millrace.generator.loop.SourceState;
import dev.millrace.generator.loop.SourceTask;
import dev.millrace.generator.loop.StartingLine;
import dev.millrace.generator.source.SourceDefinition;
import dev.millrace.generator.workload.DueTimes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run that is being executed here: one sending loop a source. Thread-safe. */
final class ActiveRun {
    private static final Logger log = LoggerFactory.getLogger(ActiveRun.class);
    /** How long the sources of a run wait for one that cannot send. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RunClock runClock;
    private volatile Run run;
    private boolean retired;
    private final Map<String, SourceDefinition> definitions;
    private final Map<String, DueTimes> dueTimes = new HashMap<>();
    private final Map<String, SourceTask> tasks = new LinkedHashMap<>();

    private ActiveRun(Run run, RunClock runClock, Map<String, SourceDefinition> definitions) {
        this.run = run;
        this.runClock = runClock;
        this.definitions = definitions;
    }

    /** Starts a loop for each source of the run that the file still has. */
    static ActiveRun start(
            Run run, RunSources sources, SourceBodies bodies, ChannelFactory channels, RunLog runLog, Clock clock) {
        var runClock = RunClock.of(run.timeline(), clock);
        var definitions = sources.under(run.sources());
        var active = new ActiveRun(run, runClock, definitions);
        var line = new StartingLine(active.generating(), PATIENCE, () -> active.startClock(runLog));
        var ready = new ArrayList<Ready>();
        for (var order : run.sources()) {
            var definition = definitions.get(order.source());
            if (definition != null) {
                definition
                        .pacing()
                        .map(pacing -> pacing.dueTimes(sources.seed(), order.source(), runClock::timeline))
                        .ifPresent(due -> active.dueTimes.put(order.source(), due));
                var kind = definition.scheduled() ? SourceKind.GENERATED : SourceKind.INGESTED;
                var tuning =
                        definition.producer() == null ? ProducerTuning.NONE : ProducerTuning.of(definition.producer());
                var flow = bodies.flow(order.source(), tuning.buffer());
                ready.add(new Ready(
                        ChannelKey.of(run.id(), order.source(), kind, definition.topics()),
                        channels.tuned(tuning).under(flow),
                        bodies.create(run.id(), order.source(), definitions, flow, sources.seed(), runClock, line)));
            }
        }
        // Started only when all are there: where one cannot be made, none is left running.
        ready.forEach(
                one -> active.tasks.put(one.key().source(), SourceTask.start(one.key(), one.channels(), one.body())));
        return active;
    }

    /** A source whose loop can be started. */
    private record Ready(ChannelKey key, ChannelFactory channels, SourceBody body) {}

    private int generating() {
        return (int) run.sources().stream()
                .map(order -> definitions.get(order.source()))
                .filter(definition -> definition != null && definition.scheduled())
                .count();
    }

    /** Begins with the run's time now, if the time it was to begin at has passed while channels were opened. */
    private synchronized void startClock(RunLog runLog) {
        if (retired) {
            return;
        }
        runClock.begunAnew().ifPresent(timeline -> {
            var begun = run.with(timeline);
            try {
                runLog.write(begun);
            } catch (RunLogUnavailable e) {
                log.warn(
                        "A run's beginning could not be moved, so its first events are late: run={} reason={}",
                        run.id(),
                        e.getMessage());
                return;
            }
            run = begun;
            runClock.begin(timeline);
        });
    }

    Run run() {
        return run;
    }

    /**
     * Writes that it is over; writing it again changes nothing.
     *
     * @throws RunLogUnavailable if Kafka did not take it
     */
    synchronized Run retire(RunLog runLog, RunState state) {
        retired = true;
        var over = run.in(state);
        runLog.write(over);
        return over;
    }

    /** Where the wall clock has left the run's behind, such as while the machine was asleep, goes on with the wall's. */
    synchronized void keepTime(RunLog runLog) {
        if (retired || run.origin() == RunOrigin.INTAKE) {
            return;
        }
        runClock.corrected().ifPresent(timeline -> {
            var corrected = run.with(timeline);
            try {
                runLog.write(corrected);
            } catch (RunLogUnavailable e) {
                log.warn(
                        "A run's time could not be corrected and is tried again: run={} reason={}",
                        run.id(),
                        e.getMessage());
                return;
            }
            run = corrected;
            runClock.follow(timeline);
            log.warn("The clock was set or the machine was asleep; due times go on from now: run={}", run.id());
        });
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
        var due = dueTimes.get(source);
        long now = runClock.activeNanos();
        return new SourceStatus(
                source,
                task.key().kind(),
                definition == null ? task.key().topic() : definition.topic(),
                due == null ? null : due.perSecondAt(Math.max(0, now)),
                due == null ? null : due.meanPerSecond(now),
                task.tally(),
                task.state(),
                due == null
                        ? task.waiting()
                        : Math.max(0, due.countAt(now) - task.tally().events()),
                task.flow());
    }
}
