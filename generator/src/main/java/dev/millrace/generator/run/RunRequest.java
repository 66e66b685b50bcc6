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
    private static final Duration LONGEST = Duration.ofDays(100 * 365);

    public RunRequest {
        // A source named twice is the same wish twice: two loops of one source in one run would shut each other out.
        sources = sources.stream().distinct().toList();
        if (sources.isEmpty()) {
            throw new InvalidRunRequest("name at least one source");
        }
        if (count != null && count < 1) {
            throw new InvalidRunRequest("count must be at least 1, was " + count);
        }
        if (duration != null && !duration.isPositive()) {
            throw new InvalidRunRequest("the duration must be positive, was " + duration);
        }
        if (duration != null && duration.compareTo(LONGEST) > 0) {
            throw new InvalidRunRequest("the duration must be at most " + LONGEST.toDays() + " days, was " + duration);
        }
    }
}
