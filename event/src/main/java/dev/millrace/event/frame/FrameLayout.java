package dev.millrace.event.frame;

import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.avro.AvroInput;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Where what is in a frame's bytes. For one cursor, which reads frame after frame with it.
 *
 * <p>All is checked here, once a frame: the sum over the bytes first, then that every part lies within them and every
 * number within its bounds. So a cursor can neither fail nor stray. It allocates nothing but the head, and that only
 * where it is not the last frame's.
 */
final class FrameLayout {
    final PackedNumbers indexSteps = new PackedNumbers();
    final PackedNumbers timeSteps = new PackedNumbers();
    final BlobView keys = new BlobView();
    final BlobView ids = new BlobView();
    final BlobView correlations = new BlobView();
    final BlobView traces = new BlobView();
    final BlobView extensions = new BlobView();
    final BlobView bodies = new BlobView();

    int count;
    int partition;
    int topicMark;
    long firstIndex;
    long firstMicros;
    long leastMicros;
    long greatestMicros;

    private final AvroInput in = new AvroInput("a frame");
    private final FrameHeadReader heads = new FrameHeadReader();
    private final CRC32C crc = new CRC32C();
    private @Nullable FrameHead head;

    FrameHead head() {
        if (head == null) {
            throw new IllegalStateException("no frame has been opened");
        }
        return head;
    }

    void read(byte[] value) throws UnreadableEvent {
        count = 0;
        head = null;
        int flags = begin(value);
        var common = heads.read(in, flags);
        int events = in.count(value.length, "the number of events");
        if (events == 0) {
            throw in.unreadable("it has no events");
        }
        columnHeads(flags);
        boolean origin = (flags & FrameFormat.ORIGIN) != 0;
        if (origin) {
            indexSteps.place(in, events - 1);
        }
        timeSteps.place(in, events - 1);
        keys.placeSizes(in, events);
        ids.placeSizes(in, events);
        correlations.placeSizes(in, events);
        traces.placeSizes(in, events);
        extensions.placeSizes(in, events);
        bodies.placeSizes(in, events);
        keys.placeContent(in, events, false);
        ids.placeContent(in, events, !origin);
        correlations.placeContent(in, events, false);
        traces.placeContent(in, events, false);
        extensions.placeContent(in, events, false);
        bodies.placeContent(in, events, true);
        if (in.remaining() > 0) {
            throw in.unreadable(in.remaining() + " bytes are left over");
        }
        if (origin) {
            checkSteps(indexSteps, events, firstIndex, 0, Long.MAX_VALUE, "an index");
        }
        checkSteps(timeSteps, events, firstMicros, leastMicros, greatestMicros, "a time");
        count = events;
        head = common;
    }

    /** Everything up to the flags, and the sum; the input is left after the flags, and ends before the sum. */
    private int begin(byte[] value) throws UnreadableEvent {
        in.open(value, 0, value.length);
        if (value.length < FrameFormat.SHORTEST) {
            throw in.unreadable("only " + value.length + " bytes");
        }
        int magic = (int) in.littleEndian(3);
        int version = (int) in.littleEndian(1);
        if (magic != FrameFormat.MAGIC) {
            throw in.unreadable("it does not begin with F6 4D 46");
        }
        if (version != FrameFormat.VERSION) {
            throw in.unreadable("version " + version + " is not known here, only " + FrameFormat.VERSION);
        }
        long length = in.littleEndian(4);
        if (length != value.length) {
            throw in.unreadable(value.length + " bytes of what should be " + length);
        }
        int end = value.length - FrameFormat.CRC_BYTES;
        crc.reset();
        crc.update(value, 0, end);
        if ((int) crc.getValue()
                != (int) in.open(value, end, FrameFormat.CRC_BYTES).littleEndian(4)) {
            throw in.unreadable("damaged: its checksum is another");
        }
        in.open(value, 0, end).skip(FrameFormat.TOPIC_AT);
        topicMark = (int) in.littleEndian(4);
        partition = (int) in.littleEndian(4);
        int flags = (int) in.littleEndian(2);
        if ((flags & ~FrameFormat.KNOWN_FLAGS) != 0) {
            throw in.unreadable("it has parts that are not known here, flags " + Integer.toHexString(flags));
        }
        return flags;
    }

    private void columnHeads(int flags) throws UnreadableEvent {
        if ((flags & FrameFormat.ORIGIN) != 0) {
            firstIndex = in.number();
            indexSteps.head(in);
        } else if ((flags & FrameFormat.IDS) == 0) {
            throw in.unreadable("its events have neither a run nor ids");
        } else {
            firstIndex = 0;
            indexSteps.none();
        }
        leastMicros = in.number();
        long span = in.number();
        long first = in.number();
        greatestMicros = leastMicros + span;
        firstMicros = leastMicros + first;
        if (leastMicros < FrameFormat.FIRST_MICROS
                || span < 0
                || span > FrameFormat.LAST_MICROS - leastMicros
                || first < 0
                || first > span) {
            throw in.unreadable("its times do not lie in the years 1 to 9999");
        }
        timeSteps.head(in);
        keys.head(in, (flags & FrameFormat.KEYS) != 0);
        ids.head(in, (flags & FrameFormat.IDS) != 0);
        correlations.head(in, (flags & FrameFormat.CORRELATIONS) != 0);
        traces.head(in, (flags & FrameFormat.TRACES) != 0);
        extensions.head(in, (flags & FrameFormat.EXTENSIONS) != 0);
        bodies.head(in, true);
    }

    private void checkSteps(PackedNumbers steps, int events, long first, long least, long greatest, String what)
            throws UnreadableEvent {
        long number = first;
        for (int i = 0; ; i++) {
            if (number < least || number > greatest) {
                throw in.unreadable(what + " is " + number + ", which must be from " + least + " to " + greatest);
            }
            if (i == events - 1) {
                return;
            }
            number += steps.at(i);
        }
    }
}
