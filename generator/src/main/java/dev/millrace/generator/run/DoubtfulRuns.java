package dev.millrace.generator.run;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs whose start was refused because Kafka did not answer. They may be on the log all the same, and the next
 * program would go on with them although nobody was told that they exist. Thread-safe.
 */
final class DoubtfulRuns {
    private static final Logger log = LoggerFactory.getLogger(DoubtfulRuns.class);

    private final RunFacts facts;
    private final Queue<Run> runs = new ConcurrentLinkedQueue<>();

    DoubtfulRuns(RunFacts facts) {
        this.facts = facts;
    }

    /**
     * Writes a new run.
     *
     * @throws RunLogUnavailable if Kafka did not answer; the run is then in doubt
     */
    void write(Run run) {
        try {
            facts.write(run);
        } catch (RunLogUnavailable e) {
            runs.add(run);
            log.warn("A run may be on the log although its start was refused, it will be stopped: run={}", run.id());
            throw e;
        }
    }

    /** Whether a run is in doubt. */
    boolean has(Run run) {
        return runs.stream().anyMatch(doubted -> doubted.id().equals(run.id()));
    }

    /** Writes that they are stopped, as far as Kafka takes it by now. */
    void settle() {
        for (var run = runs.peek(); run != null; run = runs.peek()) {
            try {
                facts.end(run, RunState.STOPPED);
                // Another thread that settles at the same time writes the same.
                runs.remove(run);
            } catch (RunLogUnavailable e) {
                log.debug("A run is still in doubt: run={}", run.id(), e);
                return;
            }
        }
    }
}
