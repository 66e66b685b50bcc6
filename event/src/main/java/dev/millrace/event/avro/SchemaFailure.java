package dev.millrace.event.avro;

import org.jspecify.annotations.Nullable;

/**
 * Why a schema could not be had or registered. Which one it is decides what to do: wait and ask again, put the
 * record aside, or change the schema.
 */
public abstract sealed class SchemaFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private SchemaFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The registry does not answer, or answers that it cannot now. The same call may work later. */
    public static final class Unreachable extends SchemaFailure {
        private static final long serialVersionUID = 1L;

        public Unreachable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The registry will not have the schema: it is not valid, or does not fit the subject's earlier ones. */
    public static final class Refused extends SchemaFailure {
        private static final long serialVersionUID = 1L;

        public Refused(String message) {
            super(message, null);
        }
    }

    /** There is no schema of that id. A record that names it cannot be read. */
    public static final class Unknown extends SchemaFailure {
        private static final long serialVersionUID = 1L;

        public Unknown(String message) {
            super(message, null);
        }
    }

    /** The registry asks for other credentials, or gives an answer that makes no sense: a matter of settings. */
    public static final class Unusable extends SchemaFailure {
        private static final long serialVersionUID = 1L;

        public Unusable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
