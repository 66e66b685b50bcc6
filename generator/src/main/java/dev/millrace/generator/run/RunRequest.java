package dev.millrace.generator.run;

import dev.millrace.settings.Rate;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A wish to run certain generated sources.
 *
 * @param sources  which
 * @param rate     instead of the file's rate, for each of them
 * @param count    stop each after this many events
 * @param duration stop each after this long
 */
public record RunRequest(
        List<String> sources,
        @Nullable Rate rate,
        @Nullable Long count,
        @Nullable Duration duration) {
    public RunRequest {
        sources = List.copyOf(sources);
        if (sources.isEmpty()) {
            throw new InvalidRunRequest("name at least one source");
        }
        if (count != null && count < 1) {
            throw new InvalidRunRequest("count must be at least 1, was " + count);
        }
        if (duration != null && !duration.isPositive()) {
            throw new InvalidRunRequest("the duration must be positive, was " + duration);
        }
    }
}
