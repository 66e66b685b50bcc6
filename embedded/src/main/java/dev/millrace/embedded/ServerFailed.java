package dev.millrace.embedded;

import org.jspecify.annotations.Nullable;

/** The server itself reported why it cannot start, go on or end. */
public final class ServerFailed extends EmbeddedServerException {
    private static final long serialVersionUID = 1L;

    public ServerFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    public ServerFailed(String message) {
        this(message, null);
    }
}
