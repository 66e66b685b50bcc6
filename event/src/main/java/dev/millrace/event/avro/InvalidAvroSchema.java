package dev.millrace.event.avro;

/** A text that was to be an Avro schema and is none. */
public final class InvalidAvroSchema extends Exception {
    private static final long serialVersionUID = 1L;

    public InvalidAvroSchema(String reason, Throwable cause) {
        super(reason, cause);
    }
}
