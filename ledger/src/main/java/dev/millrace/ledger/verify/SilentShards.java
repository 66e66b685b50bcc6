package dev.millrace.ledger.verify;

import dev.millrace.event.progress.Shard;
import dev.millrace.ledger.account.SourceKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds the shards that have said nothing although others of their source have: a source is complete when all of its
 * shards are. Pure.
 */
final class SilentShards {
    private static final int NAMED = 5;

    private SilentShards() {}

    /** One sentence for each source that has any. */
    static List<String> of(Collection<SourceReckoning> sources) {
        var spoken = new TreeMap<SourceKey, Set<Integer>>();
        sources.forEach(reckoning -> {
            var key = reckoning.key();
            if (reckoning.claim().isPresent() && !key.shard().isWhole()) {
                var source = new SourceKey(
                        key.run(), key.source(), new Shard(0, key.shard().of()));
                spoken.computeIfAbsent(source, first -> new TreeSet<>())
                        .add(key.shard().number());
            }
        });
        var doubts = new ArrayList<String>();
        spoken.forEach((source, numbers) -> {
            int shards = source.shard().of();
            if (numbers.size() < shards) {
                doubts.add(sentence(source, shards, numbers));
            }
        });
        return doubts;
    }

    private static String sentence(SourceKey source, int shards, Set<Integer> numbers) {
        var named = new ArrayList<String>();
        for (int number = 0; number < shards && named.size() < NAMED; number++) {
            if (!numbers.contains(number)) {
                named.add(Integer.toString(number));
            }
        }
        int silent = shards - numbers.size();
        return source.run() + '/' + source.source() + ": of its " + shards + " shards " + silent
                + (silent == 1 ? " has" : " have") + " said nothing yet: " + String.join(", ", named)
                + (silent > named.size() ? ", …" : "");
    }
}
