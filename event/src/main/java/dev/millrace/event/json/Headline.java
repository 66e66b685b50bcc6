package dev.millrace.event.json;

import dev.millrace.event.Origin;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an account of events needs of one, read without its data.
 *
 * @param source the source
 * @param origin run and index, null for an event that Millrace did not make or take in
 * @param time   when it was due, null if the event does not say
 */
public record Headline(
        String source, @Nullable Origin origin, @Nullable Instant time) {}
