package dev.millrace.processor.topology;

import dev.millrace.event.DeadLetter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Makes a dead letter fit its topic by leaving out, part by part, what is easiest done without. Better a letter
 * without its content than a pipeline that stands still; the original is where the letter says. Belongs to one task.
 */
final class LetterShortening {
    /** Characters of the reason that are always told. */
    private static final int REASON = 500;

    /** Bytes up to which a header of the story is always kept: names of sources, runs and topics are shorter. */
    private static final int STORY = 1 << 10;

    private static final Set<String> OURS = Set.of(
            DeadLetter.REASON,
            DeadLetter.STAGE,
            DeadLetter.TIME,
            DeadLetter.RECORD_TIME,
            DeadLetter.TOPIC,
            DeadLetter.PARTITION,
            DeadLetter.OFFSET,
            DeadLetter.PLACE,
            DeadLetter.STACK,
            DeadLetter.PIPELINE,
            DeadLetter.SOURCE,
            DeadLetter.RUN,
            DeadLetter.INDEX);

    private static final List<Part> PARTS = List.of(
            LetterShortening::value, LetterShortening::foreignHeaders, LetterShortening::key, LetterShortening::detail);

    private final Outlets outlets;

    LetterShortening(Outlets outlets) {
        this.outlets = outlets;
    }

    /** A part of a letter that can be left out; says so in {@code out} where there was something. */
    private interface Part {
        Record<byte[], byte[]> leaveOut(Record<byte[], byte[]> letter, List<String> out);
    }

    /** The letter, as whole as the topic takes it. Its headers are changed in place. */
    Record<byte[], byte[]> fit(Record<byte[], byte[]> whole, String topic, String reason) {
        var letter = whole;
        var out = new ArrayList<String>();
        for (var part : PARTS) {
            if (outlets.fits(letter, topic)) {
                break;
            }
            letter = part.leaveOut(letter, out);
            var told = reason.length() > REASON ? reason.substring(0, REASON) + "…" : reason;
            DeadLetters.set(
                    letter.headers(),
                    DeadLetter.REASON,
                    told + "; left out here: " + String.join(", ", out) + ", for topic " + topic + " takes at most "
                            + outlets.maxBytes(topic) + " bytes (max.message.bytes)");
        }
        return letter;
    }

    private static Record<byte[], byte[]> value(Record<byte[], byte[]> letter, List<String> out) {
        if (letter.value() != null) {
            out.add("the value (" + letter.value().length + " bytes)");
        }
        return letter.withValue(null);
    }

    private static Record<byte[], byte[]> foreignHeaders(Record<byte[], byte[]> letter, List<String> out) {
        int foreign = 0;
        for (var header : letter.headers().toArray()) {
            if (!OURS.contains(header.key())) {
                letter.headers().remove(header.key());
                foreign++;
            }
        }
        if (foreign > 0) {
            out.add("the record's own headers (" + foreign + ")");
        }
        return letter;
    }

    private static Record<byte[], byte[]> key(Record<byte[], byte[]> letter, List<String> out) {
        if (letter.key() != null) {
            out.add("the key (" + letter.key().length + " bytes)");
        }
        return letter.withKey(null);
    }

    private static Record<byte[], byte[]> detail(Record<byte[], byte[]> letter, List<String> out) {
        for (var header : letter.headers().toArray()) {
            if (!header.key().equals(DeadLetter.REASON) && length(header) > STORY) {
                letter.headers().remove(header.key());
                out.add(header.key() + " (" + length(header) + " bytes)");
            }
        }
        return letter;
    }

    private static int length(Header header) {
        return header.value() == null ? 0 : header.value().length;
    }
}
