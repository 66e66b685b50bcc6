package dev.millrace.event.avro;

import dev.millrace.event.UnreadableEvent;

/** The five bytes before an Avro value in a Kafka record: a zero, and the schema's id with the highest byte first. */
public final class WireFormat {
    /** Bytes before the value. */
    public static final int LENGTH = 5;

    private static final byte MAGIC = 0;

    private WireFormat() {}

    /** Writes the bytes for a schema. */
    public static void write(int schemaId, AvroBuffer out) {
        out.littleEndian(MAGIC, 1).littleEndian(Integer.reverseBytes(schemaId), Integer.BYTES);
    }

    /** Whether a record's value begins as one in this format does. */
    public static boolean begins(byte[] value) {
        return value.length >= LENGTH && value[0] == MAGIC;
    }

    /**
     * The id a record's value carries.
     *
     * @throws UnreadableEvent if it does not begin as this format does
     */
    public static int schemaId(byte[] value) throws UnreadableEvent {
        if (!begins(value)) {
            throw new UnreadableEvent(
                    value.length < LENGTH
                            ? "not Avro with a schema id: only " + value.length + " bytes"
                            : "not Avro with a schema id: the first byte is " + (value[0] & 0xff) + ", not 0");
        }
        return ((value[1] & 0xff) << 24) | ((value[2] & 0xff) << 16) | ((value[3] & 0xff) << 8) | (value[4] & 0xff);
    }
}
