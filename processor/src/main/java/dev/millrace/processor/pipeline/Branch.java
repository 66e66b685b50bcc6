package dev.millrace.processor.pipeline;

import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import dev.millrace.settings.Encoding;
import dev.millrace.settings.InvalidSetting;
import org.jspecify.annotations.Nullable;

/**
 * One way out of a {@link Route}.
 *
 * @param when a CEL condition
 * @param to   the topic for the events it is true for
 * @param keep whether these events also go on to the next step
 * @param encoding how events are written there; null where the file's own encoding counts
 */
@Doc("One way out of a route.")
public record Branch(
        @Doc("A condition (CEL), such as data.amount > 1000.")
        String when,

        @Doc("Topic for the events the condition is true for.")
        String to,

        @Doc("Whether these events also go on to the next step; if not, they leave the pipeline here.")
        @Default("false")
        boolean keep,

        @Doc("How events are written: json, avro or frame; as the file's 'encoding' says where nothing is said.")
        @Nullable
        Encoding encoding) {

    public Branch {
        if (when.isBlank()) {
            throw new InvalidSetting("when", "must be a condition such as data.amount > 1000");
        }
        TopicNames.check("to", to);
    }

    /** Written as the file says. */
    public Branch(String when, String to, boolean keep) {
        this(when, to, keep, null);
    }
}
