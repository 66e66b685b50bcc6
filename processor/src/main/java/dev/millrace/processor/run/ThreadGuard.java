package dev.millrace.processor.run;

import dev.millrace.processor.topology.StateMismatch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a thread that died: it is replaced, and its work done again from the last commit; if that does not
 * help, the pipeline is stopped rather than going round for ever. Thread-safe.
 */
final class ThreadGuard implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadGuard.class);
    private static final int TOLERATED = 5;
    private static final Duration WITHIN = Duration.ofMinutes(10);

    private final String pipeline;
    private final Runnable onTooLarge;
    private final Clock clock;
    private final ArrayDeque<Instant> failures = new ArrayDeque<>();
    private final Set<Thread> died = Collections.newSetFromMap(new WeakHashMap<>());
    private @Nullable String problem;

    /**
     * @param onTooLarge called when a topic has refused a record for its size: it takes less than it did before
     */
    ThreadGuard(String pipeline, Runnable onTooLarge, Clock clock) {
        this.pipeline = pipeline;
        this.onTooLarge = onTooLarge;
        this.clock = clock;
    }

    /** What a thread died of last, if any has within the last minutes. */
    synchronized Optional<String> problem() {
        forget(clock.instant());
        return failures.isEmpty() ? Optional.empty() : Optional.ofNullable(problem);
    }

    /** Whether a thread has died; it may still be tidying up. */
    synchronized boolean hasDied(Thread thread) {
        return died.contains(thread);
    }

    @Override
    public synchronized StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse handle(Throwable failure) {
        var now = clock.instant();
        forget(now);
        failures.add(now);
        died.add(Thread.currentThread());
        problem = describe(failure);
        if (cause(failure, StateMismatch.class) != null || failures.size() > TOLERATED) {
            LOG.error("pipeline is stopped pipeline={} failures={}", pipeline, failures.size(), failure);
            // Remembered for good: a pipeline that has been stopped does not get well with time.
            failures.add(Instant.MAX);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        LOG.error("thread is replaced pipeline={} failures={}", pipeline, failures.size(), failure);
        if (cause(failure, RecordTooLargeException.class) != null) {
            onTooLarge.run();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private void forget(Instant now) {
        while (!failures.isEmpty() && failures.peekFirst().isBefore(now.minus(WITHIN))) {
            failures.removeFirst();
        }
    }

    private static String describe(Throwable failure) {
        var mismatch = cause(failure, StateMismatch.class);
        return mismatch == null ? String.valueOf(rootOf(failure)) : String.valueOf(mismatch.getMessage());
    }

    private static Throwable rootOf(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
