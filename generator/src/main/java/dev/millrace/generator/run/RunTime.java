package dev.millrace.generator.run;

import dev.millrace.generator.loop.RunClock;
import dev.millrace.generator.workload.Timeline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose clock a run goes by. When a run was active is a fact that all instances share; where it has to be moved, the
 * keeper of the runs does it for all, and one whose doors a run is of does it for that. Thread-safe.
 */
final class RunTime {
    private static final Logger log = LoggerFactory.getLogger(RunTime.class);

    private final RunFacts facts;
    private final RunClock clock;

    RunTime(RunFacts facts, RunClock clock) {
        this.facts = facts;
        this.clock = clock;
    }

    /**
     * Begins with the run's time now, if the time it was to begin at has passed while channels were opened. For all instances
     * where it is their keeper whose clock this is: one that was held up here, and has lost its shards meanwhile, is shut out.
     * Another instance leaves the beginning where it was, and what it opened too late is late.
     */
    synchronized void begin(Run run) {
        if (!run.isOfOneInstance() && !facts.keeps()) {
            return;
        }
        clock.begunAnew()
                .filter(timeline -> isWritten(
                        run.with(timeline),
                        "A run's beginning could not be moved, so its first events are late: run={} reason={}"))
                .ifPresent(clock::begin);
    }

    /**
     * Where the wall clock has left the run's behind, such as while the machine was asleep, goes on with the wall's. For
     * all instances where it is their keeper who finds it so; another one, whose own clock it must be, follows the run's.
     */
    synchronized void keep(Run run, boolean keeper) {
        if (run.origin() == RunOrigin.INTAKE) {
            return;
        }
        clock.corrected().ifPresent(timeline -> {
            if (!keeper) {
                clock.begin(run.timeline());
                log.warn(
                        "This machine's clock was set or it was asleep; due times go on as for others: run={}",
                        run.id());
                return;
            }
            if (isWritten(
                    run.with(timeline), "A run's time could not be corrected and is tried again: run={} reason={}")) {
                clock.follow(timeline);
                log.warn("The clock was set or the machine was asleep; due times go on from now: run={}", run.id());
            }
        });
    }

    /** Goes by another account of when the run was active, where somebody else has moved it. */
    void follow(Timeline timeline) {
        if (!timeline.equals(clock.timeline())) {
            clock.begin(timeline);
        }
    }

    /** Tells where a change of rates was learnt of only after it held: what was sent meanwhile cannot be called back. */
    void tellOfLate(Run before, Run now) {
        long active = clock.activeNanos();
        now.changes().stream()
                .filter(change ->
                        change.fromNanos() < active && !before.changes().contains(change))
                .forEach(change -> log.warn(
                        "A change of rate was learnt of after it held, for this instance was held up; what it sent in"
                                + " between was due by the rate before: run={} source={} lateMillis={}",
                        now.id(),
                        change.source(),
                        (active - change.fromNanos()) / 1_000_000));
    }

    /** Whether all instances are told of a timeline; if not, a warning tells why. */
    private boolean isWritten(Run moved, String warning) {
        try {
            if (moved.isOfOneInstance()) {
                facts.write(moved);
            } else {
                facts.writeAsKeeper(moved);
            }
            return true;
        } catch (RunLogUnavailable e) {
            log.warn(warning, moved.id(), e.getMessage());
            return false;
        }
    }
}
