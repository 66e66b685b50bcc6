package dev.millrace.event.record;

import dev.millrace.event.json.CloudEventWriter;

/**
 * How a record's value is encoded. The value itself says so in its first bytes, so that records of several encodings
 * can stand on one topic, and copies without headers can be read; the header {@code content-type} says it to people and
 * to other programs.
 */
public enum RecordEncoding {
    /** One CloudEvent in structured JSON mode; also what is none of the others. */
    JSON(CloudEventWriter.CONTENT_TYPE),
    /** One event in Avro, in the registries' wire format. */
    AVRO("application/vnd.millrace.event+avro"),
    /** Many events of one partition: {@code docs/frame-format.md}. */
    FRAME("application/vnd.millrace.frame");

    /** The header that says it. */
    public static final String HEADER = "content-type";

    private static final int WIRE_FORMAT = 5;

    private final String contentType;

    RecordEncoding(String contentType) {
        this.contentType = contentType;
    }

    /** The value of the header. */
    public String contentType() {
        return contentType;
    }

    /** The encoding of a value. */
    public static RecordEncoding of(byte[] value) {
        return of(value, 0, value.length);
    }

    /** As {@link #of(byte[])}, of {@code length} bytes at {@code offset}. */
    public static RecordEncoding of(byte[] bytes, int offset, int length) {
        if (length >= 3 && bytes[offset] == (byte) 0xF6 && bytes[offset + 1] == 'M' && bytes[offset + 2] == 'F') {
            return FRAME;
        }
        return length >= WIRE_FORMAT && bytes[offset] == 0 ? AVRO : JSON;
    }
}
