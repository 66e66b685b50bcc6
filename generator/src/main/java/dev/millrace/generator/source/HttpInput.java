package dev.millrace.generator.source;

import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;

/** Events posted to the gateway, at {@code /api/v1/sources/<source>/events}. */
public record HttpInput(
        @Doc("Most events that may wait to be written.") @Default("10000")
        int queue) {
    /** Those that wait are held in memory. */
    private static final int LONGEST_QUEUE = 1_000_000;

    public HttpInput {
        if (queue < 1 || queue > LONGEST_QUEUE) {
            throw new InvalidSetting("queue", "must be from 1 to " + LONGEST_QUEUE + ", was " + queue);
        }
    }
}
