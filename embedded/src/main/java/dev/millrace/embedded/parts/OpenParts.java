package dev.millrace.embedded.parts;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What has been opened so far, to be closed the other way round, with no failure lost. */
public final class OpenParts implements Part {

    private final Deque<Part> parts = new ArrayDeque<>();

    public synchronized <P extends Part> P add(P part) {
        parts.push(part);
        return part;
    }

    /** Closes all and returns {@code first}, with the failures that came of closing attached. */
    public RuntimeException closeAfter(RuntimeException first) {
        try {
            close();
        } catch (RuntimeException e) {
            first.addSuppressed(e);
        }
        return first;
    }

    @Override
    public synchronized void close() {
        @Nullable RuntimeException failure = null;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
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
