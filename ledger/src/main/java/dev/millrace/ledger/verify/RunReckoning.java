package dev.millrace.ledger.verify;

import java.util.List;

/**
 * What became of the events of one run.
 *
 * @param run     its id
 * @param verdict whether all of it is there
 * @param totals  where its events are
 * @param sources source by source, by name
 */
public record RunReckoning(String run, Verdict verdict, Totals totals, List<SourceReckoning> sources) {
    public RunReckoning {
        sources = List.copyOf(sources);
    }
}
