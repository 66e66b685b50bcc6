package dev.millrace.gateway.port;

import java.util.List;

/**
 * A run in the ledger.
 *
 * @param id      the run's id
 * @param verdict whether all of its events are accounted for, whatever became of those of others
 * @param reason  why the verdict is what it is, for a person
 * @param sources its sources
 */
public record RunAccount(String id, Verdict verdict, String reason, List<SourceAccount> sources) {
    public RunAccount {
        sources = List.copyOf(sources);
    }
}
