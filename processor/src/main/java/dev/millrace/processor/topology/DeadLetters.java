package dev.millrace.processor.topology;

import dev.millrace.event.DeadLetter;
import dev.millrace.event.Origin;
import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.json.HeadlineReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Puts aside what cannot be read, processed or written, with the story of it in headers. Belongs to one task.
 *
 * <p>An event goes to the dead-letter topic of the input topic it came from, with its record's key, value and
 * headers; one the pipeline has made goes to that of the topic it was meant for.
 */
final class DeadLetters {
    /** Stage of what could not be read. */
    static final String DECODE = "decode";

    /** Stage of what could not be written. */
    static final String ENCODE = "encode";

    private static final int MAX_STACK = 4_096;

    private final Outlets outlets;
    private final StageTools tools;
    private final String pipeline;
    private final @Nullable String homeOfResults;
    private final HeadlineReader headlines = new HeadlineReader();

    DeadLetters(Outlets outlets, StageTools tools, String pipeline, @Nullable String homeOfResults) {
        this.outlets = outlets;
        this.tools = tools;
        this.pipeline = pipeline;
        this.homeOfResults = homeOfResults;
    }

    /** A record that is no event; {@code bug} is what went wrong where that should not have gone wrong. */
    void unreadable(
            Record<byte[], byte[]> record, @Nullable Place place, String reason, @Nullable RuntimeException bug) {
        String source = null;
        Origin origin = null;
        try {
            var headline = headlines.read(record.value());
            source = headline.source();
            origin = headline.origin();
        } catch (UnreadableEvent e) {
            // Then the reason is all there is to tell.
            source = null;
        }
        if (bug != null) {
            add(record.headers(), DeadLetter.STACK, stack(bug));
        }
        put(record, place, DECODE, reason, source, origin);
    }

    private static String stack(RuntimeException bug) {
        var text = new StringWriter();
        bug.printStackTrace(new PrintWriter(text));
        return text.toString().substring(0, Math.min(text.toString().length(), MAX_STACK));
    }

    /** An event that a step cannot process; {@code step} is its path in the pipeline. */
    void failed(InFlight event, String step, String reason) {
        put(
                event.record(),
                event.place(),
                "step:" + step,
                step + ": " + reason,
                event.event().source(),
                event.event().origin());
    }

    /** An event too large for a topic. */
    void tooLarge(InFlight event, Record<byte[], byte[]> record, String topic) {
        var reason = "takes " + RecordSize.of(record) + " bytes as a record, and topic " + topic + " takes at most "
                + outlets.maxBytes(topic) + " (max.message.bytes)";
        put(
                event.record(),
                event.place(),
                ENCODE,
                reason,
                event.event().source(),
                event.event().origin());
    }

    private void put(
            Record<byte[], byte[]> record,
            @Nullable Place place,
            String stage,
            String reason,
            @Nullable String source,
            @Nullable Origin origin) {
        var home = place == null ? homeOfResults : place.topic();
        if (home == null) {
            throw new IllegalStateException("an event without a place in a pipeline that makes none");
        }
        var headers = new RecordHeaders(record.headers().toArray());
        headers.remove(Place.HEADER);
        add(headers, DeadLetter.REASON, reason);
        add(headers, DeadLetter.STAGE, stage);
        add(headers, DeadLetter.TIME, Instant.now(tools.clock()).toString());
        add(headers, DeadLetter.TOPIC, home);
        if (place != null) {
            add(headers, DeadLetter.PARTITION, Integer.toString(place.partition()));
            add(headers, DeadLetter.OFFSET, Long.toString(place.offset()));
        }
        add(headers, DeadLetter.PIPELINE, pipeline);
        if (source != null) {
            add(headers, DeadLetter.SOURCE, source);
        }
        if (origin != null) {
            add(headers, DeadLetter.RUN, origin.run());
            add(headers, DeadLetter.INDEX, Long.toString(origin.index()));
        }
        var key = place == null ? record.key() : place.key();
        write(new Record<>(key, record.value(), record.timestamp(), headers), DeadLetter.topicFor(home), reason);
        tools.counters().deadLettered.increment();
    }

    private void write(Record<byte[], byte[]> letter, String topic, String reason) {
        if (outlets.fits(letter, topic)) {
            outlets.write(letter, topic);
            return;
        }
        // Better a letter without its content than a pipeline that stands still; the original is where it says.
        var headers = letter.headers();
        add(
                headers,
                DeadLetter.REASON,
                reason + "; the value, " + letter.value().length + " bytes, is left out here because topic " + topic
                        + " takes at most " + outlets.maxBytes(topic) + " (max.message.bytes)");
        outlets.write(new Record<>(letter.key(), null, letter.timestamp(), headers), topic);
    }

    private static void add(Headers headers, String name, String value) {
        // A letter that was sent round again tells its latest story only.
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
