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

    private final RunLog runLog;
    private final Queue<Run> runs = new ConcurrentLinkedQueue<>();

    DoubtfulRuns(RunLog runLog) {
        this.runLog = runLog;
    }

    /**
     * Writes a new run.
     *
     * @throws RunLogUnavailable if Kafka did not answer; the run is then in doubt
     */
    void write(Run run) {
        try {
            runLog.write(run);
        } catch (RunLogUnavailable e) {
            runs.add(run);
            log.warn("A run may be on the log although its start was refused, it will be stopped: run={}", run.id());
            throw e;
        }
    }

    /** Writes that they are stopped, as far as Kafka takes it by now. */
    void settle() {
        for (var run = runs.peek(); run != null; run = runs.peek()) {
            try {
                runLog.write(run.in(RunState.STOPPED));
                // Another thread that settles at the same time writes the same.
                runs.remove(run);
            } catch (RunLogUnavailable e) {
                log.debug("A run is still in doubt: run={}", run.id(), e);
                return;
            }
        }
    }
}
