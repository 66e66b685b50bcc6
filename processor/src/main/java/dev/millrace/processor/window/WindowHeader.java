package dev.millrace.processor.window;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * What is kept once for all windows of a store.
 *
 * @param layout    a checksum of the definition the state was written under
 * @param finalUpTo all windows that end at or before this have been let on and are gone
 */
public record WindowHeader(int layout, long finalUpTo) {
    private static final byte FORMAT = 1;
    private static final int LENGTH = 1 + Integer.BYTES + Long.BYTES;

    /** The checksum of a definition. */
    public static int checksum(String layout) {
        var crc = new CRC32C();
        crc.update(layout.getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }

    /** Reads what {@link #toBytes} wrote. */
    public static WindowHeader of(byte[] bytes) {
        if (bytes.length != LENGTH || bytes[0] != FORMAT) {
            throw new IllegalStateException("window state is of a format this version cannot read");
        }
        var buffer = ByteBuffer.wrap(bytes, 1, LENGTH - 1);
        return new WindowHeader(buffer.getInt(), buffer.getLong());
    }

    /** The header as it is stored. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(LENGTH)
                .put(FORMAT)
                .putInt(layout)
                .putLong(finalUpTo)
                .array();
    }
}
