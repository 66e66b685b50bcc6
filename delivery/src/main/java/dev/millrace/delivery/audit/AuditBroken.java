package dev.millrace.delivery.audit;

import org.jspecify.annotations.Nullable;

/** The trail gives up, because going on could break it. */
final class AuditBroken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AuditBroken(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
