package dev.millrace.processor.pipeline;

import dev.millrace.settings.Doc;
import dev.millrace.settings.Encoding;
import org.jspecify.annotations.Nullable;

/**
 * Writes what has come this far to a topic. Always the last step.
 *
 * @param to       the topic
 * @param encoding how events are written there; null where the file's own encoding counts
 */
@Doc("Writes what has come this far to a topic; always the last step.")
public record To(
        @Doc("The topic.") String to,

        @Doc("How events are written: json, avro or frame; as the file's 'encoding' says where nothing is said.")
        @Nullable
        Encoding encoding)
        implements Step {

    public To {
        TopicNames.check("to", to);
    }

    /** Written as the file says. */
    public To(String to) {
        this(to, null);
    }
}
