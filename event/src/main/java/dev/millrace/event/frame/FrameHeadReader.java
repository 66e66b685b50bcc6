package dev.millrace.event.frame;

import dev.millrace.event.TraceDerivation;
import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.avro.AvroInput;
import dev.millrace.event.json.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a frame's events have in common. Frame after frame it is mostly the same, and is then told by its bytes
 * without being read again. For one cursor.
 */
final class FrameHeadReader {
    private static final int ABOUT_THE_HEAD = FrameFormat.ORIGIN | FrameFormat.JSON_BODIES | FrameFormat.TRACES_DERIVED;

    private byte[] known = {};
    private int knownFlags = -1;
    private @Nullable FrameHead head;

    FrameHead read(AvroInput in, int flags) throws UnreadableEvent {
        int from = in.position();
        var last = head;
        if (last != null && (flags & ABOUT_THE_HEAD) == knownFlags && isKnown(in)) {
            in.skip(known.length);
            return last;
        }
        var fresh = parse(in, flags);
        head = fresh;
        known = Arrays.copyOfRange(in.unsafeBytes(), from, in.position());
        knownFlags = flags & ABOUT_THE_HEAD;
        return fresh;
    }

    private boolean isKnown(AvroInput in) {
        int from = in.position();
        return in.remaining() >= known.length
                && Arrays.equals(in.unsafeBytes(), from, from + known.length, known, 0, known.length);
    }

    private static FrameHead parse(AvroInput in, int flags) throws UnreadableEvent {
        BodyCoding bodies = (flags & FrameFormat.JSON_BODIES) != 0
                ? new BodyCoding.Json()
                : new BodyCoding.Avro((int) in.littleEndian(Integer.BYTES));
        var source = text(in);
        var type = text(in);
        var run = (flags & FrameFormat.ORIGIN) == 0 ? null : text(in);
        var traces = (flags & FrameFormat.TRACES_DERIVED) == 0
                ? null
                : derivation(in.littleEndian(Long.BYTES), in.number(), in);
        try {
            return new FrameHead(source, type, run, bodies, traces);
        } catch (IllegalArgumentException e) {
            throw in.unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static TraceDerivation derivation(long seed, long rejection, AvroInput in) throws UnreadableEvent {
        try {
            return new TraceDerivation(seed, rejection);
        } catch (IllegalArgumentException e) {
            throw in.unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static String text(AvroInput in) throws UnreadableEvent {
        int length = in.length();
        int from = in.position();
        if (Utf8.firstInvalid(in.unsafeBytes(), from, length) >= 0) {
            throw in.unreadable("source, type or run is not UTF-8");
        }
        in.skip(length);
        return new String(in.unsafeBytes(), from, length, StandardCharsets.UTF_8);
    }
}
