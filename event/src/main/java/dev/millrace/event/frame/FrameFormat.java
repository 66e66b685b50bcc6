package dev.millrace.event.frame;

import java.time.Instant;

/** The numbers of {@code docs/frame-format.md}, version 1. All fixed-size numbers have the lowest byte first. */
final class FrameFormat {
    /** {@code F6 'M' 'F'}, then the version. No UTF-8 text begins with F6, and no Avro record. */
    static final int MAGIC = 0x464DF6;

    static final int VERSION = 1;

    static final int LENGTH_AT = 4;
    static final int TOPIC_AT = 8;
    static final int PARTITION_AT = 12;
    static final int FLAGS_AT = 16;
    static final int HEAD_AT = 18;
    static final int CRC_BYTES = 4;
    static final int SHORTEST = HEAD_AT + CRC_BYTES;

    static final int ORIGIN = 1;
    static final int JSON_BODIES = 1 << 1;
    static final int TRACES_DERIVED = 1 << 2;
    static final int KEYS = 1 << 3;
    static final int IDS = 1 << 4;
    static final int CORRELATIONS = 1 << 5;
    static final int TRACES = 1 << 6;
    static final int EXTENSIONS = 1 << 7;
    static final int KNOWN_FLAGS = (1 << 8) - 1;

    static final int TRACE_BYTES = 25;

    /** Times that can be written as RFC 3339: years 1 to 9999. */
    static final long FIRST_MICROS = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond() * 1_000_000;

    static final long LAST_MICROS = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond() * 1_000_000 + 999_999;

    private FrameFormat() {}
}
