package dev.millrace.processor.run;

import java.util.Map;

/** Topics that a pipeline brings together by key have different numbers of partitions. */
public final class TopicMismatch extends ProcessorException {
    private static final long serialVersionUID = 1L;

    TopicMismatch(String pipeline, Map<String, Integer> partitions) {
        super("pipeline '" + pipeline + "' gathers events of several topics by key, for which the topics must have as"
                + " many partitions as each other, but they have " + partitions
                + ": give them the same number, or gather by an expression, such as by: string(key)");
    }
}
