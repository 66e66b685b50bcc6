package dev.millrace.processor.pipeline;

import dev.millrace.settings.Doc;

/**
 * Writes what has come this far to a topic. Always the last step.
 *
 * @param to the topic
 */
@Doc("Writes what has come this far to a topic; always the last step.")
public record To(@Doc("The topic.") String to) implements Step {

    public To {
        TopicNames.check("to", to);
    }
}
