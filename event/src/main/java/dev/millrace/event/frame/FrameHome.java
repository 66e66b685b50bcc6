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

    /** What stands for a topic in its frames: the CRC32C of its name in UTF-8. */
    static int mark(String topic) {
        var crc = new CRC32C();
        crc.update(topic.getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }
}
