package dev.millrace.delivery.audit;

import dev.millrace.event.avro.SchemaFailure;

/** A record's schema cannot be had now; the record is read again later. */
final class SchemasAway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SchemasAway(SchemaFailure cause) {
        super(cause.getMessage(), cause);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
