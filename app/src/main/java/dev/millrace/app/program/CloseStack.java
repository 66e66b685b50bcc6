package dev.millrace.app.program;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Things to close, in the reverse of the order they were opened. One that fails does not keep the others from
 * being closed; every failure is logged, and the first is thrown with the others attached. Not thread-safe.
 */
final class CloseStack implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CloseStack.class);

    private final Deque<Entry> entries = new ArrayDeque<>();

    private record Entry(String what, AutoCloseable closeable) {}

    /** Adds what was opened last, and gives it back. */
    <T extends AutoCloseable> T add(String what, T closeable) {
        entries.push(new Entry(what, closeable));
        return closeable;
    }

    /** Closes what was opened before a failure, which goes on to tell why: another one on the way is attached to it. */
    static void closeAfter(RuntimeException failure, AutoCloseable opened) {
        try {
            opened.close();
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            failure.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        IllegalStateException failure = null;
        while (!entries.isEmpty()) {
            var entry = entries.pop();
            try {
                entry.closeable().close();
            } catch (Exception e) {
                if (e instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                }
                log.error("Closing failed: what={}", entry.what(), e);
                if (failure == null) {
                    failure = new IllegalStateException("closing " + entry.what() + " failed: " + e.getMessage(), e);
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
