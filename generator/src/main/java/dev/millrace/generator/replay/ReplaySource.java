package dev.millrace.generator.replay;

import dev.millrace.generator.source.ReplayInput;
import dev.millrace.generator.source.SourceDefinition;
import dev.millrace.generator.workload.StartTime;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A source whose events are replayed.
 *
 * @param input    what is replayed
 * @param name     the source's name
 * @param type     what kind of fact its events are; null where each says it itself
 * @param key      the member of an event's data that is its key where it has none of its own
 * @param count    how many events at most
 * @param duration how long at most, from the first event on
 * @param from     when the first event is due; null for the run's beginning
 */
public record ReplaySource(
        ReplayInput input,
        String name,
        @Nullable String type,
        @Nullable String key,
        long count,
        @Nullable Duration duration,
        @Nullable StartTime from) {

    /** A replayed source as the file has it. */
    public static ReplaySource of(String name, SourceDefinition definition, ReplayInput input) {
        return new ReplaySource(
                input,
                name,
                definition.type(),
                definition.key(),
                definition.count() == null ? Long.MAX_VALUE : definition.count(),
                definition.duration(),
                definition.from());
    }
}
