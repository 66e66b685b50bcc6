package dev.millrace.ledger.verify;

import dev.millrace.ledger.account.Claim;
import dev.millrace.ledger.account.SourceKey;
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
 * @param general why it does not reach further for anyone
 */
record Horizon(
        Map<SourceKey, Claim> claims,
        Map<SourceKey, Long> settled,
        Optional<Map<SourceKey, Claim>> bounds,
        Map<SourceKey, List<String>> doubts,
        List<String> general) {
    Horizon {
        claims = Map.copyOf(claims);
        settled = Map.copyOf(settled);
        bounds = bounds.map(Map::copyOf);
        doubts = Map.copyOf(doubts);
        general = List.copyOf(general);
    }
}
