package dev.millrace.embedded;

import org.jspecify.annotations.Nullable;

/** An embedded server cannot start, or did not end as it should. The message says what to do about it. */
public abstract sealed class EmbeddedServerException extends RuntimeException
        permits FolderInUse, FolderUnusable, ForeignFolder, PortTaken, ServerFailed {
    private static final long serialVersionUID = 1L;

    EmbeddedServerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
