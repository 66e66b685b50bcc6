package dev.millrace.generator.source;

import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;

/** Events posted to the gateway, at {@code /api/v1/sources/<source>/events}. */
public record HttpInput(
        @Doc("Most events that may wait to be written.") @Default("10000")
        int queue) {
    public HttpInput {
        if (queue < 1) {
            throw new InvalidSetting("queue", "must be at least 1, was " + queue);
        }
    }
}
