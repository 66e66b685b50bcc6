package dev.millrace.gateway.port;

import java.util.List;

/**
 * A run in the ledger.
 *
 * @param id      the run's id
 * @param sources its sources
 */
public record RunAccount(String id, List<SourceAccount> sources) {
    public RunAccount {
        sources = List.copyOf(sources);
    }
}
