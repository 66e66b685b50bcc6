package dev.millrace.ledger.account;

import dev.millrace.event.progress.Shard;
import java.util.Comparator;

/**
 * A source in one run, or one shard of it where it is split: what an account is kept for. Each shard's account is as if
 * it were a source of its own, whose events are counted by their places in the shard.
 *
 * @param run    id of the run
 * @param source name of the source
 * @param shard  which part of it
 */
public record SourceKey(String run, String source, Shard shard) implements Comparable<SourceKey> {
    private static final Comparator<SourceKey> ORDER = Comparator.comparing(SourceKey::run)
            .thenComparing(SourceKey::source)
            .thenComparingInt(key -> key.shard().of())
            .thenComparingInt(key -> key.shard().number());

    /** A source that is not split. */
    public SourceKey(String run, String source) {
        this(run, source, Shard.ONLY);
    }

    @Override
    public int compareTo(SourceKey other) {
        return ORDER.compare(this, other);
    }

    /** {@code run/source}, and which shard. */
    @Override
    public String toString() {
        return run + '/' + source + (shard.isWhole() ? "" : " shard " + shard);
    }
}
