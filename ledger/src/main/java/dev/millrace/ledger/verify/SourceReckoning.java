package dev.millrace.ledger.verify;

import dev.millrace.event.progress.Progress;
import dev.millrace.ledger.account.SourceKey;
import java.util.List;
import java.util.Optional;

/**
 * What became of the events of one source in one run.
 *
 * @param key       the source
 * @param claim     what it says it has done; empty if it never said anything
 * @param totals    where its events are
 * @param unclaimed how many events were seen that it does not claim
 * @param misrouted how many events were seen on a topic that is not the source's. That alone is no fault, for a
 *                  pipeline may write to another source's topic
 * @param evidence  what shows it
 * @param findings  what is wrong, one sentence each
 * @param doubts    why some of it cannot be known, one sentence each
 */
public record SourceReckoning(
        SourceKey key,
        Optional<Progress> claim,
        Totals totals,
        long unclaimed,
        long misrouted,
        Evidence evidence,
        List<String> findings,
        List<String> doubts) {
    public SourceReckoning {
        findings = List.copyOf(findings);
        doubts = List.copyOf(doubts);
    }
}
