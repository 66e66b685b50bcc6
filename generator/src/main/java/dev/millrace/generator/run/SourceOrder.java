package dev.millrace.generator.run;

import org.jspecify.annotations.Nullable;

/**
 * What a run was told to do with a source, where that differs from the file.
 *
 * @param source        the source's name
 * @param ratePerSecond the rate instead of the file's
 * @param count         the number of events instead of the file's
 * @param durationNanos how long instead of the file's; for sources of which no count comes of it beforehand
 */
public record SourceOrder(
        String source,
        @Nullable Double ratePerSecond,
        @Nullable Long count,
        @Nullable Long durationNanos) {

    /** An order without an end in time. */
    public SourceOrder(String source, @Nullable Double ratePerSecond, @Nullable Long count) {
        this(source, ratePerSecond, count, null);
    }
}
