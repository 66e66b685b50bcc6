package dev.millrace.event.frame;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Where a frame belongs: it says so itself, and a reader that finds it elsewhere knows that it strayed.
 *
 * @param topic     the topic it was written to
 * @param partition the partition that all of its events belong to
 */
public record FrameHome(String topic, int partition) {
    public FrameHome {
        if (topic.isEmpty() || partition < 0) {
            throw new IllegalArgumentException("no frame belongs to partition " + partition + " of '" + topic + "'");
        }
    }

    /** The partition that a frame says it belongs to; nothing else of it is looked at. */
    public static int partitionOf(byte[] frame) {
        int partition = 0;
        for (int i = Integer.BYTES - 1; i >= 0; i--) {
            partition = (partition << Byte.SIZE) | (frame[FrameFormat.PARTITION_AT + i] & 0xff);
        }
        return partition;
    }

    /** What stands for a topic in its frames: the CRC32C of its name in UTF-8. */
    static int mark(String topic) {
        var crc = new CRC32C();
        crc.update(topic.getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }
}
