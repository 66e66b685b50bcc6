package dev.millrace.gateway.port;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A pipeline at a glance.
 *
 * @param name     its name
 * @param state    what it is doing, in a word: {@code running}, {@code rebalancing}, {@code restoring}, …
 * @param lag      records of its input topics it has yet to read
 * @param counters events by what the pipeline did with them, such as {@code read}, {@code written}; the order is kept
 */
public record PipelineView(String name, String state, long lag, Map<String, Long> counters) {
    public PipelineView {
        counters = Collections.unmodifiableMap(new LinkedHashMap<>(counters));
    }
}
