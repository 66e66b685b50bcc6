package dev.millrace.processor.pipeline;

import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;

/**
 * Keeps the events for which a condition is true; the others leave the pipeline, counted.
 *
 * @param filter a CEL condition
 */
@Doc("Keeps the events for which a condition is true.")
public record Filter(
        @Doc("A condition (CEL), such as data.amount > 0.") String filter) implements Step {

    public Filter {
        if (filter.isBlank()) {
            throw new InvalidSetting("filter", "must be a condition such as data.amount > 0");
        }
    }
}
