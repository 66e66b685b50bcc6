package dev.millrace.app.tail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What to show of a topic.
 *
 * @param count  how many events at most; ignored while following
 * @param from   begin at this time; without it, {@code count} events from the end
 * @param follow whether to go on with what comes
 */
public record TailRequest(String topic, int count, @Nullable Instant from, boolean follow) {}
