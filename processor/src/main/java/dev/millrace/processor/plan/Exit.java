package dev.millrace.processor.plan;

import dev.millrace.processor.expression.Expression;
import dev.millrace.settings.Encoding;

/** Where a stage's events end up. */
public sealed interface Exit {
    /** In a topic, as results. */
    record Deliver(String topic, Encoding encoding) implements Exit {}

    /**
     * In an internal topic that is partitioned by another key, for the next stage to read.
     *
     * @param step  the step that needs it, as a path within the pipeline
     * @param by    what the new key is
     * @param topic the internal topic
     */
    record Regroup(String step, Expression<String> by, String topic) implements Exit {}

    /** Nowhere: what no route wanted is counted as filtered. */
    record Discard(String step) implements Exit {}
}
