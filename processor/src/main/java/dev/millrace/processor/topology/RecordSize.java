package dev.millrace.processor.topology;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.utils.ByteBufferOutputStream;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.api.Record;

/** What records weigh. */
final class RecordSize {
    /** What one record takes besides its key, its value and its headers, generously. */
    private static final int OVERHEAD = 128;

    /** The same for a header. */
    private static final int HEADER_OVERHEAD = 16;

    /** Kafka's record format, the one there has been since 0.11. */
    private static final byte FORMAT = 2;

    private static final Compression LZ4 = Compression.lz4().build();

    private RecordSize() {}

    /** The bytes a record takes at most, uncompressed. */
    static long of(Record<byte[], byte[]> record) {
        long size = (long) OVERHEAD + length(record.key()) + length(record.value());
        for (var header : record.headers()) {
            size += HEADER_OVERHEAD + Utils.utf8Length(header.key()) + length(header.value());
        }
        return size;
    }

    /** The bytes a record takes when its value is compressed as the producer compresses it. Costly: for the odd record. */
    static long compressed(Record<byte[], byte[]> record) {
        if (record.value() == null) {
            return of(record);
        }
        var buffer = new ByteBufferOutputStream(record.value().length / 2 + OVERHEAD);
        try (var stream = LZ4.wrapForOutput(buffer, FORMAT)) {
            stream.write(record.value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return of(record) - record.value().length + buffer.position();
    }

    private static int length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
