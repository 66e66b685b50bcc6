package dev.millrace.delivery.audit;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an error of PostgreSQL means for a batch, told by its SQLSTATE. */
enum SqlFailure {
    /** The data cannot be stored: it would fail again. */
    DATA,
    /** Rows are there that must not be: offsets and events do not fit each other. */
    DUPLICATE,
    /** The server, the network, a lock, a right, a full disk: it may work later. */
    TRANSIENT;

    private static final String UNIQUE_VIOLATION = "23505";
    // Data exception, integrity constraint violation, program limit exceeded.
    private static final Set<String> DATA_CLASSES = Set.of("22", "23", "54");

    static SqlFailure of(SQLException failure) {
        var state = failure.getSQLState();
        if (UNIQUE_VIOLATION.equals(state)) {
            return DUPLICATE;
        }
        return state != null && state.length() == 5 && DATA_CLASSES.contains(state.substring(0, 2)) ? DATA : TRANSIENT;
    }

    /** The first SQL error among the causes of another. */
    static @Nullable SQLException in(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    /** The error in one line for a person; PostgreSQL's messages hold no credentials. */
    static String words(SQLException failure) {
        var message = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        var cause = failure.getCause();
        // A pool says only that it has no connection; why is in the cause.
        if (cause instanceof SQLException && cause.getMessage() != null && !message.contains(cause.getMessage())) {
            message = cause.getMessage().lines().findFirst().orElse(message);
        }
        return failure.getSQLState() == null ? message : message + " (SQLSTATE " + failure.getSQLState() + ")";
    }
}
