package dev.millrace.app.config.sample;

public enum Encoding {
    JSON,
    AVRO,
    COMPACT_FRAME
}
