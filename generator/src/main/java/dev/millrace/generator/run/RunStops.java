package dev.millrace.generator.run;

import java.time.Duration;
import java.util.HashSet;
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
     * Stops a run, unless it is over, and waits until nothing more of it will be committed, unless that is known. Its
     * status tells which shards are not known to be through after that. An interrupt ends the waiting, and stays.
     *
     * @param patience for how long its shards are waited for, here and elsewhere
     * @param leave    called before anything is done; throws if it is not to be
     * @throws InvalidRunRequest if it is the run of the sources that take events in
     * @throws RunLogUnavailable if Kafka cannot be written to; the run's sources are stopping here
     */
    void stop(String id, Duration patience, Runnable leave) {
        long until = System.nanoTime() + patience.toNanos();
        while (!underWay.add(id)) {
            if (isOver(until)) {
                return;
            }
            lookAround();
        }
        try {
            var run = facts.run(id);
            run.filter(known -> known.state() == RunState.RUNNING).ifPresent(going -> end(going, leave));
            if (run.isPresent() && !facts.isSettled(id)) {
                finish(id, until);
            }
        } finally {
            underWay.remove(id);
        }
    }

    /** Written before anything is waited for: until they read it, the other instances go on. */
    private void end(Run run, Runnable leave) {
        if (run.origin() == RunOrigin.INTAKE) {
            throw new InvalidRunRequest(
                    "run " + run.id() + " takes events in for as long as the program runs; it is not stopped alone");
        }
        leave.run();
        here.stop(run.id());
        var state = here.isFinished(run) ? RunState.ENDED : RunState.STOPPED;
        facts.end(run, state);
        log.info("A run is over: run={} state={}", run.id(), state);
        reconcile.run();
    }

    private void finish(String id, long until) {
        var going = await(id, until);
        going.addAll(here.seal(id, until));
        if (!going.isEmpty()) {
            log.warn(
                    "A run was stopped, and some of its shards are not known to have committed the last they sent;"
                            + " 'millrace stop' asks again: run={} shards={}",
                    id,
                    going);
            return;
        }
        facts.run(id).ifPresent(run -> {
            // It may have come to its end by itself while it was told to stop.
            facts.settle(run, here.isFinished(run) ? RunState.ENDED : RunState.STOPPED);
            log.info("All that was sent of a run that was stopped is committed: run={}", id);
            reconcile.run();
        });
    }

    private Set<RunShard> await(String id, long until) {
        var going = going(id);
        while (!going.isEmpty() && !isOver(until)) {
            lookAround();
            going = going(id);
        }
        return going;
    }

    /** Without the shards that were split off and have said nothing: those were never begun, and will be shut out. */
    private Set<RunShard> going(String id) {
        return facts.run(id).stream()
                .flatMap(run -> here.status(run).going().stream()
                        .filter(shard -> shard.shard().isWhole()
                                || here.isSent(run, shard)
                                || facts.progress(shard.progressKey(run)).isPresent()))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static boolean isOver(long until) {
        return System.nanoTime() - until >= 0 || Thread.currentThread().isInterrupted();
    }

    private static void lookAround() {
        LockSupport.parkNanos(LOOK_AROUND.toNanos());
    }
}
