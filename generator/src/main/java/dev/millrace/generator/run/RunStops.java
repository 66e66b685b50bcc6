package dev.millrace.generator.run;

import dev.millrace.generator.loop.SourceState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops runs for good, on all instances, and waits until what they have sent is committed. Thread-safe. */
final class RunStops {
    private static final Logger log = LoggerFactory.getLogger(RunStops.class);
    private static final Duration LOOK_AROUND = Duration.ofMillis(20);

    private final RunFacts facts;
    private final RunsHere here;
    private final Runnable reconcile;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    /** @param reconcile has what is sent here follow the facts */
    RunStops(RunFacts facts, RunsHere here, Runnable reconcile) {
        this.facts = facts;
        this.here = here;
        this.reconcile = reconcile;
    }

    /**
     * Stops a run, unless it is over.
     *
     * @param patience for how long its shards are waited for, here and elsewhere
     * @param leave    called before anything is done; throws if it is not to be
     * @return the shards that are not known to have committed the last they sent
     * @throws InvalidRunRequest if it is the run of the sources that take events in
     * @throws RunLogUnavailable if Kafka cannot be written to; the run's sources have stopped here
     */
    Set<RunShard> stop(Run run, Duration patience, Runnable leave) {
        long until = System.nanoTime() + patience.toNanos();
        if (underWay.contains(run.id())) {
            return await(run, until);
        }
        if (run.state() != RunState.RUNNING) {
            return Set.of();
        }
        if (run.origin() == RunOrigin.INTAKE) {
            throw new InvalidRunRequest(
                    "run " + run.id() + " takes events in for as long as the program runs; it is not stopped alone");
        }
        leave.run();
        underWay.add(run.id());
        try {
            here.stop(run.id(), patience);
            var state = here.isFinished(run) ? RunState.ENDED : RunState.STOPPED;
            facts.end(run, state);
            reconcile.run();
            var unfinished = await(run, until);
            here.seal(run.id());
            log.info("A run is over: run={} state={}", run.id(), state);
            return unfinished;
        } finally {
            underWay.remove(run.id());
        }
    }

    private Set<RunShard> await(Run run, long until) {
        var unfinished = unfinished(run);
        while (!unfinished.isEmpty() && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(LOOK_AROUND.toNanos());
            unfinished = unfinished(run);
        }
        if (!unfinished.isEmpty()) {
            log.warn(
                    "A run was stopped, and some of its shards are not known to have committed the last they sent: run={}"
                            + " shards={}",
                    run.id(),
                    unfinished);
        }
        return unfinished;
    }

    /** A shard that is split off and has said nothing was never begun, and will be shut out. */
    private Set<RunShard> unfinished(Run run) {
        var left = facts.left(run.id());
        return RunShard.of(run).stream()
                .filter(shard -> !left.contains(shard) && !here.hasLeft(run.id(), shard))
                .filter(shard -> facts.progress(shard.progressKey(run))
                        .map(progress -> !progress.ended())
                        .orElse(shard.shard().isWhole()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A run as it stands, but for shards that are not known to be over: those may still be sent elsewhere. */
    static RunStatus told(RunStatus status, Set<RunShard> unfinished) {
        var sources = new ArrayList<SourceStatus>();
        for (var source : status.sources()) {
            var shards = source.shards().stream()
                    .map(shard -> unfinished.contains(new RunShard(source.source(), shard.shard()))
                                    && shard.state() instanceof SourceState.Stopped
                            ? shard.in(new SourceState.Elsewhere(shard.instance()))
                            : shard)
                    .toList();
            sources.add(source.with(shards));
        }
        return new RunStatus(status.run(), sources);
    }
}
