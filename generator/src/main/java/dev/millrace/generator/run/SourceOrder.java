package dev.millrace.generator.run;

import dev.millrace.event.progress.Shard;
import org.jspecify.annotations.Nullable;

/**
 * What a run was told to do with a source, where that differs from the file.
 *
 * @param source        the source's name
 * @param ratePerSecond the rate instead of the file's
 * @param count         the number of events instead of the file's
 * @param durationNanos how long instead of the file's; for sources of which no count comes of it beforehand
 * @param split         into how many shards the source is split for the run; null for one
 */
public record SourceOrder(
        String source,
        @Nullable Double ratePerSecond,
        @Nullable Long count,
        @Nullable Long durationNanos,
        @Nullable Integer split) {
    public SourceOrder {
        if (split != null && (split < 1 || split > Shard.MOST)) {
            throw new InvalidRunRequest("source '" + source + "' cannot have " + split + " shards");
        }
    }

    /** An order for a source that is not split. */
    public SourceOrder(
            String source, @Nullable Double ratePerSecond, @Nullable Long count, @Nullable Long durationNanos) {
        this(source, ratePerSecond, count, durationNanos, null);
    }

    /** An order without an end in time. */
    public SourceOrder(String source, @Nullable Double ratePerSecond, @Nullable Long count) {
        this(source, ratePerSecond, count, null);
    }

    /** How many shards there are. */
    public int shards() {
        return split == null ? 1 : split;
    }

    /** The same order for a source that is split into so many shards. */
    SourceOrder into(int shards) {
        return new SourceOrder(source, ratePerSecond, count, durationNanos, shards == 1 ? null : shards);
    }
}
