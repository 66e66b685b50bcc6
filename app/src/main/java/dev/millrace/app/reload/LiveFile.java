package dev.millrace.app.reload;

import dev.millrace.app.file.MillraceFile;
import dev.millrace.flow.retry.Backoff;
import dev.millrace.flow.retry.RetrySettings;
import dev.millrace.generator.run.RateChangeTooLate;
import dev.millrace.generator.run.RunLogUnavailable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The file as its program goes by it while it is edited. What takes effect at once is changed, what cannot is named. A rate
 * that Kafka does not take is tried again after longer and longer waits: until Kafka answers, but only some times where it
 * does and takes the change too late, for that does not pass by itself. Not thread-safe.
 */
public final class LiveFile {
    /** The waits: from the first to the longest, and how often a change is tried that comes too late. */
    static final RetrySettings RETRY = new RetrySettings(Duration.ofSeconds(5), Duration.ofMinutes(5), 6);

    private final Path path;
    private final RunningProgram program;
    private final LongSupplier nanoTime;
    private final Backoff backoff;
    private MillraceFile live;
    private @Nullable MillraceFile pending;
    private long dueAt;
    private int tooLate;
    private boolean unanswered;

    /**
     * The file a program was started with.
     *
     * @param nanoTime a clock that never goes back, nanoseconds
     * @param random   shortens waits, so that instances whose files were edited alike do not try all at once
     */
    public LiveFile(
            Path path, MillraceFile started, RunningProgram program, LongSupplier nanoTime, RandomGenerator random) {
        this.path = path;
        this.live = started;
        this.program = program;
        this.nanoTime = nanoTime;
        this.backoff = new Backoff(RETRY, random);
    }

    /** Goes by an edit. */
    public void goBy(MillraceFile edited) {
        pending = null;
        backoff.reset();
        tooLate = 0;
        unanswered = false;
        attempt(edited);
    }

    /** Tries again what Kafka did not take of the last edit, once it is time. */
    public void goOn() {
        var left = pending;
        if (left != null && nanoTime.getAsLong() - dueAt >= 0) {
            attempt(left);
        }
    }

    /** Leaves it at that: nothing of the last edit is tried again. */
    public void leave() {
        pending = null;
    }

    private void attempt(MillraceFile edited) {
        boolean isFirst = !edited.equals(pending);
        pending = null;
        var later = new ArrayList<String>();
        RunLogUnavailable failure = null;
        for (var change : FileChanges.between(live, edited)) {
            try {
                switch (change) {
                    case Change.OfRate(var source, var rate) -> program.change(source, rate);
                    case Change.OfLimit(var limit, var settings) -> program.change(limit, settings);
                    case Change.AtNextStart(var setting) -> later.add(setting);
                }
                live = FileChanges.after(live, change);
            } catch (RunLogUnavailable e) {
                failure = e;
            }
        }
        if (isFirst && !later.isEmpty()) {
            program.tell(path + " was edited; from the next start on hold: " + String.join(", ", later));
        }
        if (failure instanceof RateChangeTooLate) {
            tooLate(edited, failure);
        } else if (failure != null) {
            unanswered(edited, failure);
        }
    }

    private void tooLate(MillraceFile edited, RunLogUnavailable failure) {
        tooLate++;
        if (tooLate == 1) {
            program.warn(path + " was edited, and its rates do not hold yet. They are tried " + (RETRY.tries() - 1)
                    + " times more, further and further apart: " + failure.getMessage());
        }
        if (tooLate < RETRY.tries()) {
            tryAgain(edited);
        } else {
            program.tell("The rates that " + path + " was edited to are not tried any more, after " + tooLate
                    + " times. Once Kafka takes records in time again, save the file again with a change to it, or ask for"
                    + " the rate with PATCH /api/v1/runs/{id}");
        }
    }

    private void unanswered(MillraceFile edited, RunLogUnavailable failure) {
        if (!unanswered) {
            unanswered = true;
            program.warn(path + " was edited; its rates are tried until Kafka answers: " + failure.getMessage());
        }
        tryAgain(edited);
    }

    private void tryAgain(MillraceFile edited) {
        pending = edited;
        dueAt = nanoTime.getAsLong() + backoff.next().toNanos();
    }
}
