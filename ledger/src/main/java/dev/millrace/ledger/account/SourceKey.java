package dev.millrace.ledger.account;

import java.util.Comparator;

/**
 * A source in one run: what an account is kept for.
 *
 * @param run    id of the run
 * @param source name of the source
 */
public record SourceKey(String run, String source) implements Comparable<SourceKey> {
    private static final Comparator<SourceKey> ORDER =
            Comparator.comparing(SourceKey::run).thenComparing(SourceKey::source);

    @Override
    public int compareTo(SourceKey other) {
        return ORDER.compare(this, other);
    }

    /** {@code run/source}. */
    @Override
    public String toString() {
        return run + '/' + source;
    }
}
