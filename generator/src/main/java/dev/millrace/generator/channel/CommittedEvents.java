package dev.millrace.generator.channel;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was committed here since the program started, by source, whatever was committed elsewhere or before: it only ever
 * rises. Thread-safe.
 */
public final class CommittedEvents {
    private final Map<String, Tally> bySource = new ConcurrentHashMap<>();

    /** A source committed. */
    void add(String source, Tally before, Tally after) {
        bySource.merge(source, after.since(before), Tally::plus);
    }

    /** What a source has committed. */
    public Tally of(String source) {
        return bySource.getOrDefault(source, Tally.NONE);
    }
}
