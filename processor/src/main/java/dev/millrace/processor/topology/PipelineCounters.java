package dev.millrace.processor.topology;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of events, as far as it is committed. Thread-safe.
 *
 * <p>A transaction is a thread's: it holds what all the tasks on the thread have done since the one before. What they
 * do is tallied on the side, added here once the transaction is committed, and forgotten when it is aborted or a task
 * is closed before that, for then it is done again. Work of a transaction whose commit was not answered in the end
 * counts as undone, even if it was committed.
 */
public final class PipelineCounters {
    private final ThreadLocal<List<Tally>> open = ThreadLocal.withInitial(ArrayList::new);
    private Counts committed = Counts.NONE;

    /** A tally for a task of the calling thread. */
    Tally begin() {
        var tally = new Tally();
        open.get().add(tally);
        return tally;
    }

    /** A task of the calling thread has been closed: what it did after its last commit is lost. */
    void end(Tally tally) {
        open.get().remove(tally);
    }

    /** The calling thread's transaction has been committed. */
    public void committed() {
        var done = open.get().stream().map(Tally::take).reduce(Counts.NONE, Counts::plus);
        synchronized (this) {
            committed = committed.plus(done);
        }
    }

    /** The calling thread's transaction will not be committed. */
    public void aborted() {
        open.get().forEach(Tally::clear);
    }

    /** The counts so far: the sum of whole transactions. */
    public synchronized Counts snapshot() {
        return committed;
    }
}
