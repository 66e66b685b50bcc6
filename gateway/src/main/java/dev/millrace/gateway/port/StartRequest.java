package dev.millrace.gateway.port;

import dev.millrace.settings.Rate;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to run.
 *
 * @param sources  names of the sources, at least one, none twice
 * @param rate     how many events a second each source sends; null for what the file says
 * @param count    how many events each source sends before it ends, positive; null for no end
 * @param duration how long the run lasts, positive; null for no end
 */
public record StartRequest(
        List<String> sources,
        @Nullable Rate rate,
        @Nullable Long count,
        @Nullable Duration duration) {
    public StartRequest {
        sources = List.copyOf(sources);
    }
}
