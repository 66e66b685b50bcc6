package dev.millrace.event.frame;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * Reads a frame just as {@code docs/frame-format.md} says it, top to bottom, with Avro's own decoder: slow, trusting,
 * and without anything of the code under test.
 */
final class SpecReader {
    /** What the format says of one event; null where it says nothing. */
    record Item(
            Long index,
            long timeMicros,
            String key,
            String id,
            String correlation,
            String traceHex,
            String extensionsHex,
            String bodyText) {}

    final int partition;
    final long topicMark;
    final Integer schemaId;
    final String source;
    final String type;
    final String run;
    final Long traceSeed;
    final Long traceRejection;
    final long leastMicros;
    final long greatestMicros;
    final List<Item> items = new ArrayList<>();

    private final ByteBuffer frame;
    private final BinaryDecoder head;

    SpecReader(byte[] bytes) throws IOException {
        frame = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        require(bytes[0] == (byte) 0xF6 && bytes[1] == 'M' && bytes[2] == 'F' && bytes[3] == 1);
        require(frame.getInt(4) == bytes.length);
        var crc = new CRC32C();
        crc.update(bytes, 0, bytes.length - 4);
        require((int) crc.getValue() == frame.getInt(bytes.length - 4));
        topicMark = frame.getInt(8) & 0xffffffffL;
        partition = frame.getInt(12);
        int flags = frame.getShort(16);
        frame.position(18);
        schemaId = (flags & 2) != 0 ? null : frame.getInt();
        head = DecoderFactory.get().directBinaryDecoder(new ByteBufferStream(frame), null);
        source = head.readString();
        type = head.readString();
        run = (flags & 1) != 0 ? head.readString() : null;
        traceSeed = (flags & 4) != 0 ? (Long) frame.getLong() : null;
        traceRejection = (flags & 4) != 0 ? (Long) head.readLong() : null;
        int count = (int) head.readLong();
        long firstIndex = run == null ? 0 : head.readLong();
        var indexSteps = run == null ? null : new Column(false);
        leastMicros = head.readLong();
        greatestMicros = leastMicros + head.readLong();
        long firstMicros = leastMicros + head.readLong();
        var timeSteps = new Column(false);
        var blobs = new Column[6];
        for (int i = 0; i < 6; i++) {
            blobs[i] = i == 5 || (flags & (8 << i)) != 0 ? new Column(true) : null;
        }
        long[] indices = run == null ? null : steps(indexSteps.read(count - 1), firstIndex);
        long[] times = steps(timeSteps.read(count - 1), firstMicros);
        var sizes = new long[6][];
        for (int i = 0; i < 6; i++) {
            sizes[i] = blobs[i] == null ? new long[count] : blobs[i].read(count);
        }
        var contents = new byte[6][][];
        for (int i = 0; i < 6; i++) {
            contents[i] = contents(sizes[i]);
            require(blobs[i] == null
                    || blobs[i].total
                            == Arrays.stream(sizes[i])
                                    .map(s -> Math.max(0, s - 1))
                                    .sum());
        }
        require(frame.remaining() == 4);
        for (int i = 0; i < count; i++) {
            items.add(new Item(
                    indices == null ? null : indices[i],
                    times[i],
                    text(contents[0][i]),
                    text(contents[1][i]),
                    text(contents[2][i]),
                    hex(contents[3][i]),
                    hex(contents[4][i]),
                    text(contents[5][i])));
        }
    }

    private byte[][] contents(long[] sizes) {
        var contents = new byte[sizes.length][];
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] > 0) {
                contents[i] = new byte[(int) sizes[i] - 1];
                frame.get(contents[i]);
            }
        }
        return contents;
    }

    private static long[] steps(long[] steps, long first) {
        var numbers = new long[steps.length + 1];
        numbers[0] = first;
        for (int i = 0; i < steps.length; i++) {
            numbers[i + 1] = numbers[i] + steps[i];
        }
        return numbers;
    }

    private static String text(byte[] utf8) {
        return utf8 == null ? null : new String(utf8, StandardCharsets.UTF_8);
    }

    private static String hex(byte[] bytes) {
        return bytes == null ? null : HexFormat.of().formatHex(bytes);
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new AssertionError("not as the specification has it");
        }
    }

    private final class Column {
        private final int width = frame.get();
        private final long least;
        private final long total;

        Column(boolean blobs) throws IOException {
            least = head.readLong();
            total = blobs ? head.readLong() : 0;
        }

        long[] read(int entries) {
            var numbers = new long[entries];
            for (int i = 0; i < entries; i++) {
                long number = 0;
                for (int b = 0; b < width; b++) {
                    number |= (frame.get() & 0xffL) << (8 * b);
                }
                numbers[i] = least + number;
            }
            return numbers;
        }
    }
}
