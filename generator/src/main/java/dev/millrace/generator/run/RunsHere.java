package dev.millrace.generator.run;

import dev.millrace.generator.channel.ChannelKey;
import dev.millrace.generator.loop.SourceState;
import dev.millrace.generator.loop.SourceTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** The runs that are executed here, as far as they are. Thread-safe. */
final class RunsHere {
    private final ActiveRun.Means means;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, ActiveRun> active = new LinkedHashMap<>();
    private final Map<String, PastRun> past = new ConcurrentHashMap<>();
    private final Set<String> stopped = ConcurrentHashMap.newKeySet();
    /** Runs that are over of which it was said, or need not be, that this instance sends no more. */
    private final Set<String> left = new HashSet<>();

    RunsHere(ActiveRun.Means means) {
        this.means = means;
    }

    /**
     * Sees to it that what is sent here is what is to be, by the runs' facts and the slots held.
     *
     * @param wanted which of the runs that go on are to be sent here
     */
    void reconcile(Predicate<Run> wanted) {
        lock.lock();
        try {
            var known = new HashSet<String>();
            for (var run : means.facts().runs()) {
                known.add(run.id());
                if (run.state() != RunState.RUNNING) {
                    retire(run);
                } else if (!stopped.contains(run.id()) && wanted.test(run)) {
                    var now = effective(run);
                    active.computeIfAbsent(run.id(), id -> new ActiveRun(now, means))
                            .tend(now);
                }
            }
            past.keySet().retainAll(known);
            left.retainAll(known);
        } finally {
            lock.unlock();
        }
    }

    private void retire(Run run) {
        stopped.remove(run.id());
        var over = active.get(run.id());
        if (over != null) {
            over.retire(run);
            over.past().ifPresent(left -> {
                past.put(run.id(), left);
                active.remove(run.id());
            });
        }
        if (run.state() == RunState.STOPPED && !active.containsKey(run.id()) && left.add(run.id())) {
            leave(run);
        }
    }

    /** Who has stopped a run that went on while this instance was there waits for that. */
    private void leave(Run run) {
        var sent = past.get(run.id());
        if (sent == null && !means.facts().isFresh(run.id())) {
            return;
        }
        var shards = RunShard.of(run).stream()
                .filter(shard -> (sent != null && sent.loops().containsKey(shard))
                        || means.slots().has(shard.source(), shard.shard().number()))
                .toList();
        if (!shards.isEmpty()) {
            means.facts().leave(run, means.slots().instance(), shards);
        }
    }

    /** Has what is sent of a run here stop, without waiting, and does not begin with it again. */
    void stop(String id) {
        stopped.add(id);
        find(id).ifPresent(ActiveRun::stop);
    }

    /** Whether a shard of a run is being sent here. */
    boolean isSent(Run run, RunShard shard) {
        return find(run.id()).map(here -> here.isSent(shard)).orElse(false);
    }

    /**
     * Has each shard of a run that was stopped, and that never was begun, say that nothing came of it.
     *
     * @param until a reading of the monotonic clock; no further one is begun with after it, nor by who is interrupted
     * @return the shards of which that could not be had
     */
    Set<RunShard> seal(String id, long until) {
        return find(id).or(() -> means.facts().run(id).map(run -> new ActiveRun(run, means)))
                .map(run -> run.seal(until))
                .orElse(Set.of());
    }

    /** Stops all in order, and waits for the end at most so long. */
    void stopAll(Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        var runs = all();
        runs.forEach(ActiveRun::stop);
        runs.forEach(run -> run.awaitStopped(until));
    }

    /** What is still being sent here. */
    List<ChannelKey> unfinished() {
        return all().stream().flatMap(run -> run.unfinished().stream()).toList();
    }

    /** Asks the loops of the shards that are not this instance's any more to stop; gives them. */
    List<SourceTask> leave() {
        var tasks = new ArrayList<SourceTask>();
        all().forEach(run -> tasks.addAll(run.leave()));
        return tasks;
    }

    /** Whether all of a run was sent, as far as can be told from what was sent here and what others have written. */
    boolean isFinished(Run run) {
        return run.origin() != RunOrigin.INTAKE
                && status(run).sources().stream()
                        .flatMap(source -> source.shards().stream())
                        .allMatch(shard -> shard.state() instanceof SourceState.Ended);
    }

    /** Active time of a run now, nanoseconds. */
    long activeNanos(Run run) {
        return find(run.id()).orElseGet(() -> new ActiveRun(run, means)).activeNanos();
    }

    /** All runs there are to tell of, sent here or not, oldest first. */
    List<RunStatus> statuses() {
        var all = new ArrayList<RunStatus>();
        for (var run : means.facts().runs()) {
            all.add(status(run));
        }
        all.sort(RunStatus.OLDEST_FIRST);
        return all;
    }

    /** A run as it stands, sent here or not. */
    RunStatus status(Run run) {
        return find(run.id()).map(ActiveRun::status).orElseGet(() -> statusOfOther(run));
    }

    /** Of a run that is not sent here, or is no longer. */
    private RunStatus statusOfOther(Run run) {
        var left = past.get(run.id());
        return left != null
                ? left.status(run, means)
                : RunReport.of(
                        effective(run),
                        means.facts(),
                        means.sources().under(run),
                        means.slots().instance());
    }

    List<ActiveRun> all() {
        lock.lock();
        try {
            return List.copyOf(active.values());
        } finally {
            lock.unlock();
        }
    }

    private Optional<ActiveRun> find(String id) {
        lock.lock();
        try {
            return Optional.ofNullable(active.get(id));
        } finally {
            lock.unlock();
        }
    }

    /** The run with the sources that the file gives it now, where they follow the file. */
    private Run effective(Run run) {
        return run.origin() == RunOrigin.INTAKE && run.state() == RunState.RUNNING
                ? run.with(means.sources().ordersForIntake(run.isOfOneInstance()))
                : run;
    }
}
