package dev.millrace.generator.intake;

import dev.millrace.event.Origin;
import dev.millrace.event.json.CloudEventWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How large posted events become as records: their key, and the CloudEvent with all its attributes. Thread-safe.
 *
 * @param run     the run they will belong to
 * @param source  the source
 * @param type    the type of events that name none
 * @param largest the most bytes a record may have
 */
record RecordSize(String run, String source, String type, long largest) {
    /** What every event has: names of attributes, the run, the index, times, ids made from these. */
    private static final int FRAME = 2 << 10;
    /** Bytes of a character in JSON, at most. */
    private static final int ESCAPED = 6;
    /** Written with the most digits there may be. */
    private static final long LAST_INDEX = Long.MAX_VALUE;

    /** What is wrong with the first that is too large, if one is. */
    Optional<IntakeRefused.Why> tooLarge(List<PostedEvent> events) {
        for (int i = 0; i < events.size(); i++) {
            var event = events.get(i);
            // Only what is near the limit is worth being written out to be measured.
            if (atMost(event) > largest) {
                long bytes = exactly(event);
                if (bytes > largest) {
                    return Optional.of(new IntakeRefused.Why.TooLarge(i, bytes, largest));
                }
            }
        }
        return Optional.empty();
    }

    private long atMost(PostedEvent event) {
        long characters = length(event.id()) * 2
                + length(event.type())
                + length(event.key()) * 2
                + length(event.correlationId())
                + source.length() * 3L
                + type.length();
        for (var extension : event.extensions().entrySet()) {
            characters += length(extension.getKey()) + length(extension.getValue()) + 1;
        }
        return FRAME + event.data().size() + ESCAPED * characters;
    }

    private long exactly(PostedEvent posted) {
        var event = posted.at(new Origin(run, LAST_INDEX), source, type, Instant.EPOCH);
        long key = event.key() == null ? 0 : event.key().getBytes(StandardCharsets.UTF_8).length;
        return key + new CloudEventWriter().toBytes(event).length;
    }

    private static long length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
