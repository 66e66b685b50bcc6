package dev.millrace.processor.topology;

import dev.millrace.event.avro.SchemaFailure;

/** A schema that is needed to go on cannot be had. What was under way is done again from the last commit. */
final class SchemaUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SchemaUnavailable(SchemaFailure cause) {
        super(cause.getMessage(), cause);
    }
}
