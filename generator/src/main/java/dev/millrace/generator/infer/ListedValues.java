package dev.millrace.generator.infer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The values themselves with their counts, as long as there are few. Not thread-safe. */
final class ListedValues {
    private static final int MOST = 1_000;
    private static final int LONGEST = 200;

    private final Map<String, Long> counts = new LinkedHashMap<>();
    private boolean complete = true;

    void add(String value) {
        if (!complete) {
            return;
        }
        if (value.length() > LONGEST || (counts.size() == MOST && !counts.containsKey(value))) {
            complete = false;
            counts.clear();
            return;
        }
        counts.merge(value, 1L, Long::sum);
    }

    /** Whether every value is listed; where they became too many, none is. */
    boolean complete() {
        return complete && !counts.isEmpty();
    }

    /** The values with their counts, the most frequent first. */
    Map<String, Long> byCount() {
        var sorted = new LinkedHashMap<String, Long>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return Collections.unmodifiableMap(sorted);
    }
}
