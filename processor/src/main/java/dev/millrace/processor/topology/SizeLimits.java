package dev.millrace.processor.topology;

import org.apache.kafka.streams.processor.api.Record;

/**
 * How large a record each topic takes. Checked before a record is handed to the producer: once the producer has
 * refused one, its transaction cannot be committed, and every new attempt would end the same way.
 */
@FunctionalInterface
public interface SizeLimits {
    /** Limits that hold nothing back. */
    SizeLimits NONE = _ -> Integer.MAX_VALUE;

    /** What one record takes besides its key, its value and its headers, generously. */
    int OVERHEAD = 128;

    /** The same for a header. */
    int HEADER_OVERHEAD = 16;

    /** The most bytes a record may take on a topic. */
    int maxBytes(String topic);

    /** The bytes a record takes at most, uncompressed. */
    static long sizeOf(Record<byte[], byte[]> record) {
        long size = OVERHEAD;
        size += record.key() == null ? 0 : record.key().length;
        size += record.value() == null ? 0 : record.value().length;
        for (var header : record.headers()) {
            size += HEADER_OVERHEAD + header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        return size;
    }
}
