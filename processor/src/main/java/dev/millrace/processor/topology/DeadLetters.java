package dev.millrace.processor.topology;

import dev.millrace.event.DeadLetter;
import dev.millrace.event.Origin;
import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.json.Headline;
import dev.millrace.event.json.HeadlineReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.OptionalInt;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final Outlets outlets;
    private final Tally tally;
    private final Clock clock;
    private final String pipeline;
    private final @Nullable String homeOfResults;
    private final HeadlineReader headlines = new HeadlineReader();
    private final LetterShortening shortening;

    DeadLetters(Outlets outlets, Tally tally, Clock clock, String pipeline, @Nullable String homeOfResults) {
        this.outlets = outlets;
        this.tally = tally;
        this.clock = clock;
        this.pipeline = pipeline;
        this.homeOfResults = homeOfResults;
        this.shortening = new LetterShortening(outlets);
    }

    /** A record that is no event; {@code bug} is what went wrong where that should not have gone wrong. */
    void unreadable(
            Record<byte[], byte[]> record, @Nullable Place place, String reason, @Nullable RuntimeException bug) {
        var headline = headline(record.value());
        put(
                record,
                place,
                new Story(
                        DECODE,
                        reason,
                        headline == null ? null : headline.source(),
                        headline == null ? null : headline.origin(),
                        bug));
    }

    /** An event that a step cannot process; {@code step} is its path in the pipeline. */
    void failed(InFlight event, String step, String reason) {
        var story = new Story(
                "step:" + step,
                step + ": " + reason,
                event.event().source(),
                event.event().origin(),
                null);
        put(event.record(), event.place(), story);
    }

    /** An event too large for a topic, as the record it would have been there. */
    void tooLarge(InFlight event, Record<byte[], byte[]> record, String topic) {
        var reason = "takes " + RecordSize.of(record) + " bytes as a record, and topic " + topic + " takes at most "
                + outlets.maxBytes(topic) + " (max.message.bytes)";
        put(
                event.record(),
                event.place(),
                new Story(ENCODE, reason, event.event().source(), event.event().origin(), null));
    }

    private void put(Record<byte[], byte[]> record, @Nullable Place place, Story story) {
        var home = place == null ? homeOfResults : place.topic();
        if (home == null) {
            throw new IllegalStateException("an event without a place in a pipeline that makes none");
        }
        var headers = new RecordHeaders(record.headers().toArray());
        headers.remove(Place.HEADER);
        var now = Instant.now(clock);
        set(headers, DeadLetter.TIME, now.toString());
        var came = place == null ? null : Instant.ofEpochMilli(record.timestamp());
        set(headers, DeadLetter.RECORD_TIME, came == null ? null : came.toString());
        set(headers, DeadLetter.PIPELINE, pipeline);
        set(headers, DeadLetter.TOPIC, home);
        set(headers, DeadLetter.PARTITION, place == null ? null : Integer.toString(place.partition()));
        set(headers, DeadLetter.OFFSET, place == null ? null : Long.toString(place.offset()));
        var within = place == null ? OptionalInt.empty() : place.within();
        set(headers, DeadLetter.PLACE, within.isPresent() ? Integer.toString(within.getAsInt()) : null);
        story.tell(headers);
        var key = place == null ? record.key() : place.key();
        // With the time of an old record Kafka would delete the letter before anyone read it.
        var letter = new Record<>(key, record.value(), now.toEpochMilli(), headers);
        var topic = DeadLetter.topicFor(home);
        outlets.write(shortening.fit(letter, topic, story.reason()), topic);
        tally.deadLettered++;
    }

    /** What can be told of a record whose value is no event, if anything can. */
    private @Nullable Headline headline(byte[] value) {
        try {
            return headlines.read(value);
        } catch (UnreadableEvent | RuntimeException e) {
            LOG.debug("a dead letter has no readable headline", e);
            return null;
        }
    }

    /** Sets a header to a text, or to none; a letter that was sent round again tells its latest story only. */
    static void set(Headers headers, String name, @Nullable String value) {
        headers.remove(name);
        if (value != null) {
            headers.add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Why a record is put aside, and what it holds as far as that is known. */
    private record Story(
            String stage,
            String reason,
            @Nullable String source,
            @Nullable Origin origin,
            @Nullable RuntimeException bug) {
        private static final int MAX_STACK = 4_096;

        void tell(Headers headers) {
            set(headers, DeadLetter.REASON, reason);
            set(headers, DeadLetter.STAGE, stage);
            set(headers, DeadLetter.SOURCE, source);
            set(headers, DeadLetter.RUN, origin == null ? null : origin.run());
            set(headers, DeadLetter.INDEX, origin == null ? null : Long.toString(origin.index()));
            set(headers, DeadLetter.STACK, bug == null ? null : stack(bug));
        }

        private static String stack(RuntimeException bug) {
            var text = new StringWriter();
            bug.printStackTrace(new PrintWriter(text));
            return text.toString().substring(0, Math.min(text.toString().length(), MAX_STACK));
        }
    }
}
