package dev.millrace.gateway.port;

import java.util.List;

/**
 * A rate limit as this program sees it.
 *
 * @param name    what all programs that share it know it by
 * @param rate    as the file has it, such as {@code 100000/s}
 * @param mode    who decides: {@code redis}, or {@code local} while Redis is away
 * @param sources the sources of this program that are under it
 * @param sharing how many sources of how many programs share it, as last known
 * @param permits permits given to sources of this program since its start
 */
public record LimitView(String name, String rate, String mode, List<String> sources, long sharing, long permits) {
    public LimitView {
        sources = List.copyOf(sources);
    }
}
