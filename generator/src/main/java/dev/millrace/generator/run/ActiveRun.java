package dev.millrace.generator.run;

import dev.millrace.event.progress.SourceKind;
import dev.millrace.generator.channel.ChannelFactory;
import dev.millrace.generator.channel.ChannelKey;
import dev.millrace.generator.channel.ProducerTuning;
import dev.millrace.generator.loop.RunClock;
import dev.millrace.generator.loop.SendingLoop;
import dev.millrace.generator.loop.SourceState;
import dev.millrace.generator.loop.SourceTask;
import dev.millrace.generator.loop.StartingLine;
import dev.millrace.generator.loop.Tenure;
import dev.millrace.generator.share.ShardSlots;
import dev.millrace.generator.source.SourceDefinition;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private final RunTime time;
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
        this.time = new RunTime(means.facts(), runClock);
        this.definitions = means.sources().under(run);
        this.rates = RunRates.of(run, means.sources(), runClock);
    }

    Run run() {
        return run;
    }

    /** Sees to it that what this instance has of the run is being sent, as the run now is, and nothing else. */
    void tend(Run latest) {
        boolean changed = !latest.changes().equals(run.changes());
        var before = run;
        run = latest;
        time.follow(latest.timeline());
        if (changed) {
            if (!tasks.isEmpty()) {
                time.tellOfLate(before, latest);
            }
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

    /** Seals the shards that never were begun; see {@link Sealing#seal}. */
    Set<RunShard> seal(long until) {
        return new Sealing(means)
                .seal(
                        run,
                        shard -> definition(shard)
                                .filter(definition -> !isSent(shard))
                                .map(definition -> key(shard, definition)),
                        until);
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

    /** Waits for all loops to be over, until a reading of the monotonic clock. */
    void awaitStopped(long until) {
        for (var task : tasks.values()) {
            task.awaitEnd(Duration.ofNanos(Math.max(0, until - System.nanoTime())));
        }
    }

    /** What is being sent here. */
    List<ChannelKey> unfinished() {
        return tasks.values().stream()
                .filter(task -> !task.finished())
                .map(SourceTask::key)
                .toList();
    }

    /** Whether a shard is being sent here. */
    boolean isSent(RunShard shard) {
        var task = tasks.get(shard);
        return task != null && !task.finished();
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

    private void startClock() {
        if (!retired) {
            time.begin(run);
        }
    }

    /** Sees to it that the run's time and the wall clock do not part; see {@link RunTime#keep}. */
    void keepTime(boolean keeper) {
        if (!retired) {
            time.keep(run, keeper);
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
