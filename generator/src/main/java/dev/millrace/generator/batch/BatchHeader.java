package dev.millrace.generator.batch;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** The header of a record batch, version 2, as Kafka's documentation has it. */
final class BatchHeader {
    /** How many bytes it takes. */
    static final int SIZE = 61;

    private static final int LENGTH_FROM = 12;
    private static final int CHECKED_FROM = 21;
    private static final int CHECKSUM_AT = 17;
    private static final byte VERSION = 2;
    private static final int NO_LEADER_EPOCH = -1;
    private static final int TRANSACTIONAL = 0x10;

    private BatchHeader() {}

    /**
     * Writes the header before records that end at the buffer's limit.
     *
     * @param compression Kafka's number of how the records are compressed
     */
    static void write(PartitionBatch batch, int compression, ByteBuffer buffer) {
        buffer.putLong(0, 0)
                .putInt(8, buffer.limit() - LENGTH_FROM)
                .putInt(12, NO_LEADER_EPOCH)
                .put(16, VERSION)
                .putShort(21, (short) (compression | TRANSACTIONAL))
                .putInt(23, batch.records() - 1)
                .putLong(27, batch.firstTimestamp())
                .putLong(35, batch.latestTimestamp())
                .putLong(43, batch.epoch.producerId())
                .putShort(51, batch.epoch.epoch())
                .putInt(53, batch.sequence)
                .putInt(57, batch.records());
        var checksum = new CRC32C();
        checksum.update(buffer.slice(CHECKED_FROM, buffer.limit() - CHECKED_FROM));
        buffer.putInt(CHECKSUM_AT, (int) checksum.getValue());
    }
}
