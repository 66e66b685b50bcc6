package dev.millrace.generator.run;

import dev.millrace.event.progress.SourceKind;
import dev.millrace.generator.channel.ChannelFactory;
import dev.millrace.generator.channel.ChannelKey;
import dev.millrace.generator.channel.ChannelLost;
import dev.millrace.generator.channel.ChannelRefused;
import dev.millrace.generator.channel.ProducerTuning;
import dev.millrace.generator.loop.RunClock;
import dev.millrace.generator.loop.SendingLoop;
import dev.millrace.generator.loop.SourceState;
import dev.millrace.generator.loop.SourceTask;
import dev.millrace.generator.loop.StartingLine;
import dev.millrace.generator.loop.Tenure;
import dev.millrace.generator.share.ShardSlots;
import dev.millrace.generator.source.SourceDefinition;
import dev.millrace.generator.workload.Timeline;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run as far as it is executed here: one sending loop for each shard that this instance has. What is to be is decided
 * anew by each {@link #tend}, from the run's facts and the slots held. Thread-safe, but for {@link #tend}, which belongs
 * to one thread at a time.
 */
final class ActiveRun {
    private static final Logger log = LoggerFactory.getLogger(ActiveRun.class);
    /** How long the shards of a run wait for one that cannot send. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What the runs of a program have in common. */
    record Means(
            RunSources sources,
            SourceBodies bodies,
            ChannelFactory channels,
            RunFacts facts,
            ShardSlots slots,
            Clock clock) {}

    private final Means means;
    private final RunClock runClock;
    private final Map<RunShard, SourceTask> tasks = new ConcurrentHashMap<>();
    private volatile Run run;
    private volatile Map<String, SourceDefinition> definitions;
    private volatile RunRates rates;
    private volatile boolean retired;
    private boolean untended = true;
    private volatile long retiredAt = Long.MAX_VALUE;

    ActiveRun(Run run, Means means) {
        this.run = run;
        this.means = means;
        this.runClock = RunClock.of(run.timeline(), means.clock());
        this.definitions = means.sources().under(run);
        this.rates = RunRates.of(run, means.sources(), runClock);
    }

    Run run() {
        return run;
    }

    /** Sees to it that what this instance has of the run is being sent, as the run now is, and nothing else. */
    void tend(Run latest) {
        boolean changed = !latest.changes().equals(run.changes());
        boolean moved = !latest.timeline().equals(runClock.timeline());
        run = latest;
        if (moved) {
            runClock.begin(latest.timeline());
        }
        if (changed) {
            // Begun anew with the rates as they are, once they have ended; all they send follows from facts, so that
            // nothing differs of what was sent before the change.
            tasks.values().forEach(SourceTask::handOver);
            definitions = means.sources().under(latest);
            rates = RunRates.of(latest, means.sources(), runClock);
            log.info("The rates of a run change: run={} changes={}", latest.id(), latest.changes());
        }
        tasks.forEach((shard, task) -> {
            if (!isOurs(shard)) {
                task.handOver();
            }
        });
        // One that gave up is tried again by whoever has its shard next.
        tasks.entrySet()
                .removeIf(entry -> entry.getValue().finished()
                        && (entry.getValue().state() instanceof SourceState.Stopped || !isOurs(entry.getKey())));
        boolean first = untended;
        untended = false;
        start(
                RunShard.of(run).stream()
                        .filter(shard -> isOurs(shard) && !tasks.containsKey(shard))
                        .toList(),
                first && means.facts().isFresh(latest.id()));
    }

    /** @param begins whether the run, or its latest stretch, may only be beginning */
    private void start(List<RunShard> missing, boolean begins) {
        if (missing.isEmpty()) {
            return;
        }
        int generated = (int) missing.stream()
                .filter(shard ->
                        definition(shard).map(SourceDefinition::scheduled).orElse(false))
                .count();
        // Only who starts all of a run can say that nothing of it was sent yet, and move its beginning.
        boolean all = begins && missing.size() == RunShard.of(run).size();
        var line = new StartingLine(generated, PATIENCE, all ? this::startClock : () -> {});
        var ready = new ArrayList<Runnable>();
        for (var shard : missing) {
            definition(shard).ifPresent(definition -> {
                var tuning = tuning(definition);
                var flow = means.bodies().flow(shard.source(), tuning.buffer());
                var body = means.bodies()
                        .create(
                                run.id(),
                                shard.source(),
                                definitions,
                                flow,
                                means.sources().seed(),
                                runClock,
                                line);
                var key = key(shard, definition);
                var channels = means.channels().tuned(tuning).under(flow);
                ready.add(() -> tasks.put(shard, SourceTask.start(key, channels, body, tenure(shard))));
            });
        }
        // Started only when all are there: where one cannot be made, none is left running.
        ready.forEach(Runnable::run);
        log.info("A run goes on here: run={} origin={} shards={}", run.id(), run.origin(), ready.size());
    }

    private Tenure tenure(RunShard shard) {
        return run.isOfOneInstance()
                ? Tenure.OWN
                : () -> means.slots().holds(shard.source(), shard.shard().number());
    }

    private boolean isOurs(RunShard shard) {
        return run.isOfOneInstance()
                || means.slots().has(shard.source(), shard.shard().number());
    }

    private Optional<SourceDefinition> definition(RunShard shard) {
        return Optional.ofNullable(definitions.get(shard.source()));
    }

    private ChannelKey key(RunShard shard, SourceDefinition definition) {
        var kind = definition.scheduled() ? SourceKind.GENERATED : SourceKind.INGESTED;
        return ChannelKey.of(run.id(), shard.source(), kind, definition.topics())
                .shard(shard.shard());
    }

    /** Has each shard that never was begun say that nothing came of it, for one that says nothing counts as missing. */
    void seal() {
        for (var shard : RunShard.of(run)) {
            var definition = definitions.get(shard.source());
            boolean silent = means.facts().progress(shard.progressKey(run)).isEmpty();
            if (definition != null && silent && !shard.shard().isWhole()) {
                try {
                    means.channels().open(key(shard, definition)).close();
                } catch (ChannelLost | ChannelRefused e) {
                    log.warn(
                            "A shard of a stopped run has said nothing, and the ledger will miss it: run={} source={}"
                                    + " shard={} reason={}",
                            run.id(),
                            shard.source(),
                            shard.shard(),
                            e.getMessage());
                }
            }
        }
    }

    private static ProducerTuning tuning(SourceDefinition definition) {
        return definition.producer() == null ? ProducerTuning.NONE : ProducerTuning.of(definition.producer());
    }

    /** The shards that are sent here but are no longer this instance's are asked to stop; gives their loops. */
    List<SourceTask> leave() {
        var leaving = new ArrayList<SourceTask>();
        tasks.forEach((shard, task) -> {
            if (!isOurs(shard)) {
                task.handOver();
                leaving.add(task);
            }
        });
        return leaving;
    }

    /** Asks all loops to stop in order, without waiting. */
    void stop() {
        tasks.values().forEach(SourceTask::stop);
    }

    /** Waits for all loops to be over. */
    void awaitStopped() {
        tasks.values().forEach(SourceTask::close);
    }

    /** That it is over; what its rates were to be in the mean is told up to here. */
    void retire(Run over) {
        run = over;
        if (!retired) {
            retired = true;
            retiredAt = runClock.activeNanos();
            stop();
        }
    }

    /**
     * Begins with the run's time now, if the time it was to begin at has passed while channels were opened. For all instances
     * where it is their keeper whose clock this is: one that was held up here, and has lost its shards meanwhile, is shut out.
     * Another instance leaves the beginning where it was, and what it opened too late is late.
     */
    private synchronized void startClock() {
        if (retired || !(run.isOfOneInstance() || means.facts().keeps())) {
            return;
        }
        runClock.begunAnew()
                .filter(timeline -> isWritten(
                        timeline,
                        "A run's beginning could not be moved, so its first events are late: run={} reason={}"))
                .ifPresent(runClock::begin);
    }

    /**
     * Where the wall clock has left the run's behind, such as while the machine was asleep, goes on with the wall's. For
     * all instances where it is their keeper who finds it so; another one, whose own clock it must be, follows the run's.
     */
    synchronized void keepTime(boolean keeper) {
        if (retired || run.origin() == RunOrigin.INTAKE) {
            return;
        }
        runClock.corrected().ifPresent(timeline -> {
            if (!keeper) {
                runClock.begin(run.timeline());
                log.warn(
                        "This machine's clock was set or it was asleep; due times go on as for others: run={}",
                        run.id());
                return;
            }
            if (isWritten(timeline, "A run's time could not be corrected and is tried again: run={} reason={}")) {
                runClock.follow(timeline);
                log.warn("The clock was set or the machine was asleep; due times go on from now: run={}", run.id());
            }
        });
    }

    /** Whether all instances are told of a timeline; if not, a warning tells why. */
    private boolean isWritten(Timeline timeline, String warning) {
        try {
            if (run.isOfOneInstance()) {
                means.facts().write(run.with(timeline));
            } else {
                means.facts().writeAsKeeper(run.with(timeline));
            }
            return true;
        } catch (RunLogUnavailable e) {
            log.warn(warning, run.id(), e.getMessage());
            return false;
        }
    }

    /** Active time of the run now, nanoseconds. */
    long activeNanos() {
        return runClock.activeNanos();
    }

    /** The run's sources as they stand, with what others have written of theirs. */
    RunStatus status() {
        var now = run;
        long until = Math.min(retiredAt, runClock.activeNanos());
        return RunReport.of(
                now,
                means.facts(),
                definitions,
                means.slots().instance(),
                tasks::get,
                source -> rates.of(source, until, retired));
    }

    /** What is left of it, once it is over and nothing of it is sent here any more. */
    Optional<PastRun> past() {
        if (!retired || !tasks.values().stream().allMatch(SourceTask::finished)) {
            return Optional.empty();
        }
        var loops = new HashMap<RunShard, SendingLoop.Over>();
        tasks.forEach((shard, task) -> loops.put(shard, new SendingLoop.Over(task.tally(), task.state())));
        return Optional.of(new PastRun(loops, rates.all(retiredAt)));
    }
}
