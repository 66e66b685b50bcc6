package dev.millrace.embedded.postgres;

import org.jspecify.annotations.Nullable;

/** The embedded PostgreSQL cannot start or go on. */
public class EmbeddedPostgresException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EmbeddedPostgresException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
