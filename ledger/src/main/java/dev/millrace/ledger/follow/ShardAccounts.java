package dev.millrace.ledger.follow;

import dev.millrace.event.progress.Shard;
import dev.millrace.ledger.account.Account;
import dev.millrace.ledger.account.SourceAccount;
import dev.millrace.ledger.account.SourceKey;
import java.util.Arrays;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The accounts of the source whose events are being folded, one for each of its shards, with their histograms: neighbours
 * share the source, and the shards of one lie side by side in a partition. Used by one thread, under the account's lock.
 */
final class ShardAccounts {
    private final Account account;
    private final LatencyLog latencies;
    /** Source and run of the event before, as the scanner gave them. */
    private String source = "";

    private String run = "";
    private int shards = 1;
    private @Nullable SourceAccount[] accounts = new SourceAccount[1];
    private @Nullable Histogram[] histograms = new Histogram[1];
    private boolean[] histogramIsKnown = new boolean[1];

    ShardAccounts(Account account, LatencyLog latencies) {
        this.account = account;
        this.latencies = latencies;
    }

    /** Forgets the histograms: sources may have said since what they are, and another fold may have put one aside. */
    void refresh() {
        Arrays.fill(histogramIsKnown, false);
    }

    /** Goes to a record that says its source has so many shards. */
    void splitInto(int many) {
        if (many != shards) {
            shards = many;
            accounts = new SourceAccount[many];
            histograms = new Histogram[many];
            histogramIsKnown = new boolean[many];
        }
    }

    /** The account an event belongs to; null where there can be none. */
    // The scanner gives neighbours the same objects.
    @SuppressWarnings("ReferenceEquality")
    @Nullable
    SourceAccount of(String eventRun, String eventSource, long index) {
        if (eventRun != run || eventSource != source) {
            Arrays.fill(accounts, null);
            Arrays.fill(histogramIsKnown, false);
            run = eventRun;
            source = eventSource;
        }
        int shard = shard(index);
        var known = accounts[shard];
        if (known == null) {
            known = account.source(new SourceKey(eventRun, eventSource, new Shard(shard, shards)))
                    .orElse(null);
            accounts[shard] = known;
        }
        return known;
    }

    /** Where the latency of an event counts whose account is this one; null where it does not. */
    @Nullable
    Histogram histogram(SourceAccount of, long index) {
        int shard = shard(index);
        if (!histogramIsKnown[shard]) {
            histograms[shard] = latencies.histogram(of.key());
            histogramIsKnown[shard] = true;
        }
        return histograms[shard];
    }

    private int shard(long index) {
        return shards == 1 ? 0 : (int) (index % shards);
    }
}
