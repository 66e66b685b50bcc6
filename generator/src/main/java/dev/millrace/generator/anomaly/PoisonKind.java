package dev.millrace.generator.anomaly;

/** How a record is made that nobody can read. */
public enum PoisonKind {
    /** Bytes that are nothing. */
    BYTES,
    /** Sound as far as it goes, but not what the topic holds: no event, or one of a schema that does not fit. */
    SCHEMA,
    /** Broken, and as large as its topic takes. */
    OVERSIZE
}
