package dev.millrace.ledger.verify;

import dev.millrace.ledger.account.Claim;
import dev.millrace.ledger.account.SourceKey;
import dev.millrace.ledger.account.SourceStatement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far a judgement reaches.
 *
 * @param claims  what sources are held to
 * @param settled by source, how many of its first events must have been seen by now: all that was committed up to
 *                there was read. A source that is not here may have any of its events still in flight
 * @param bounds  the latest claims of all sources, later than the statement they are held against: what is beyond
 *                them is unclaimed. Empty where that is not to be judged
 * @param doubts  why judgement does not reach further, by source
 * @param gone    by source, topics of its that do not exist any more, where something of it was not seen
 * @param general why it does not reach further for anyone
 * @param before  what was seen of sources before it was found out how far to read: what they had announced by then must
 *                have been seen by now
 * @param after   what was unexplained when all announcements of the time were read, by source; empty where everything is
 *                to be judged as it stands
 */
record Horizon(
        Map<SourceKey, Claim> claims,
        Map<SourceKey, Long> settled,
        Optional<Map<SourceKey, Claim>> bounds,
        Map<SourceKey, List<String>> doubts,
        Map<SourceKey, List<String>> gone,
        List<String> general,
        Map<SourceKey, SourceStatement> before,
        Optional<Map<SourceKey, Unexplained>> after) {
    Horizon {
        claims = Map.copyOf(claims);
        settled = Map.copyOf(settled);
        bounds = bounds.map(Map::copyOf);
        doubts = Map.copyOf(doubts);
        gone = Map.copyOf(gone);
        general = List.copyOf(general);
        before = Map.copyOf(before);
        after = after.map(Map::copyOf);
    }

    /** A horizon where everything is judged as it stands. */
    Horizon(
            Map<SourceKey, Claim> claims,
            Map<SourceKey, Long> settled,
            Optional<Map<SourceKey, Claim>> bounds,
            Map<SourceKey, List<String>> doubts,
            List<String> general) {
        this(claims, settled, bounds, doubts, Map.of(), general, Map.of(), Optional.empty());
    }

    /** What of a source was seen before it was found out how far to read. */
    SourceStatement before(SourceKey source) {
        return before.getOrDefault(source, SourceStatement.nothing(source));
    }

    /** What was seen of a source and is unexplained. */
    Unexplained unexplained(SourceStatement seen) {
        var now = Unexplained.of(seen);
        return after.map(known -> now.still(known.getOrDefault(seen.key(), Unexplained.NOTHING)))
                .orElse(now);
    }
}
