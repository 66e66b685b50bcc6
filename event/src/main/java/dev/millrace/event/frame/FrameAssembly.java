package dev.millrace.event.frame;

import dev.millrace.event.avro.AvroBuffer;
import java.util.zip.CRC32C;

/** Writes what stands around a frame's events, and puts the parts together. For one encoder. */
final class FrameAssembly {
    private final int topicMark;
    private final int partition;
    private final int flags;
    private final byte[] common;
    private final AvroBuffer head = new AvroBuffer(1024);
    private final CRC32C crc = new CRC32C();

    FrameAssembly(FrameHead head, FrameHome home) {
        this.topicMark = FrameHome.mark(home.topic());
        this.partition = home.partition();
        this.flags = (head.run() == null ? 0 : FrameFormat.ORIGIN)
                | (head.bodies() instanceof BodyCoding.Json ? FrameFormat.JSON_BODIES : 0)
                | (head.traces() == null ? 0 : FrameFormat.TRACES_DERIVED);
        this.common = common(head);
    }

    /** What is the same in all frames of an encoder is encoded once. */
    private static byte[] common(FrameHead head) {
        var out = new AvroBuffer(256);
        switch (head.bodies()) {
            case BodyCoding.Json _ -> {}
            case BodyCoding.Avro avro -> out.littleEndian(avro.schemaId(), Integer.BYTES);
        }
        out.text(head.source()).text(head.type());
        if (head.run() != null) {
            out.text(head.run());
        }
        if (head.traces() != null) {
            out.littleEndian(head.traces().seed(), Long.BYTES)
                    .number(head.traces().rejection());
        }
        return out.toBytes();
    }

    /** The bytes of a frame that do not grow with its events, about. */
    int overhead() {
        return FrameFormat.SHORTEST + common.length + 48;
    }

    byte[] assemble(
            int count,
            NumberColumn indices,
            NumberColumn times,
            BlobColumn keys,
            BlobColumn bodies,
            FrameDetails details) {
        boolean origin = (flags & FrameFormat.ORIGIN) != 0;
        head.clear();
        head.littleEndian(FrameFormat.MAGIC | (FrameFormat.VERSION << 24), 4)
                .littleEndian(0, 4)
                .littleEndian(topicMark, 4)
                .littleEndian(partition, 4)
                .littleEndian(flags | (keys.used() ? FrameFormat.KEYS : 0) | details.flags(), 2)
                .raw(common)
                .number(count);
        if (origin) {
            head.number(indices.first());
            indices.writeHead(head);
        }
        long least = times.least();
        head.number(least).number(times.greatest() - least).number(times.first() - least);
        times.writeHead(head);
        if (keys.used()) {
            keys.writeHead(count, 0, head);
        }
        for (var column : details.columns()) {
            if (column.used()) {
                column.writeHead(count, 0, head);
            }
        }
        // Even empty bodies take a byte each, so that the size of a frame bounds its number of events.
        bodies.writeHead(count, bodies.content().size() == 0 ? 1 : 0, head);
        if (origin) {
            indices.writeSteps(head);
        }
        times.writeSteps(head);
        keys.writeSizes(count, head);
        for (var column : details.columns()) {
            column.writeSizes(count, head);
        }
        bodies.writeSizes(count, head);
        return join(keys, bodies, details);
    }

    private byte[] join(BlobColumn keys, BlobColumn bodies, FrameDetails details) {
        int length = Math.addExact(
                head.size() + FrameFormat.CRC_BYTES + keys.content().size() + details.size(),
                bodies.content().size());
        var frame = new byte[length];
        int at = copy(head, frame, 0);
        at = copy(keys.content(), frame, at);
        for (var column : details.columns()) {
            at = copy(column.content(), frame, at);
        }
        at = copy(bodies.content(), frame, at);
        putInt(frame, FrameFormat.LENGTH_AT, length);
        crc.reset();
        crc.update(frame, 0, at);
        putInt(frame, at, (int) crc.getValue());
        return frame;
    }

    private static int copy(AvroBuffer from, byte[] into, int at) {
        System.arraycopy(from.unsafeBytes(), 0, into, at, from.size());
        return at + from.size();
    }

    private static void putInt(byte[] into, int at, int value) {
        for (int i = 0; i < Integer.BYTES; i++) {
            into[at + i] = (byte) (value >> (i * Byte.SIZE));
        }
    }
}
