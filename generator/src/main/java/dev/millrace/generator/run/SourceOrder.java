package dev.millrace.generator.run;

import org.jspecify.annotations.Nullable;

/**
 * What a run was told to do with a source, where that differs from the file.
 *
 * @param source        the source's name
 * @param ratePerSecond the rate instead of the file's
 * @param count         the number of events instead of the file's
 */
public record SourceOrder(
        String source,
        @Nullable Double ratePerSecond,
        @Nullable Long count) {}
