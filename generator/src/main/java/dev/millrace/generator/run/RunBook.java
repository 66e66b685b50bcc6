package dev.millrace.generator.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The runs this program knows: those that go on here, and those that are over. Thread-safe; never waits for Kafka. */
final class RunBook {
    private final Map<String, RunStatus> past = new LinkedHashMap<>();
    private final Map<String, ActiveRun> active = new LinkedHashMap<>();

    synchronized void add(ActiveRun run) {
        active.put(run.run().id(), run);
    }

    synchronized void add(RunStatus over) {
        past.put(over.run().id(), over);
    }

    /** Moves a run to those that are over; false if it is there already. */
    synchronized boolean retire(ActiveRun run, Run retired) {
        if (!active.remove(retired.id(), run)) {
            return false;
        }
        past.put(retired.id(), new RunStatus(retired, run.statuses()));
        return true;
    }

    synchronized Optional<ActiveRun> active(String id) {
        return Optional.ofNullable(active.get(id));
    }

    /** The runs that go on, as they are now. */
    synchronized List<ActiveRun> active() {
        return List.copyOf(active.values());
    }

    /** All runs as they stand, oldest first. */
    synchronized List<RunStatus> statuses() {
        var all = new ArrayList<>(past.values());
        active.values().forEach(run -> all.add(new RunStatus(run.run(), run.statuses())));
        all.sort(RunStatus.OLDEST_FIRST);
        return all;
    }

    /**
     * Whether a run of this origin goes on, or has ended with these sources. What is finished stays finished: starting
     * the program again does not make the same events again.
     */
    synchronized boolean has(RunOrigin origin, String fingerprint) {
        return active.values().stream().anyMatch(run -> run.run().origin() == origin)
                || past.values().stream()
                        .map(RunStatus::run)
                        .anyMatch(run ->
                                run.origin() == origin && run.state() == RunState.ENDED && run.fits(fingerprint));
    }
}
