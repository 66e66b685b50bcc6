package dev.millrace.generator.payload;

import dev.millrace.settings.DataSize;
import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;

/** How large a source's events are made: a last field holds text that fills them up. */
public record Payload(
        @Doc("How many bytes an event has as JSON, all in all. One whose fields take more is left as it is.")
        PayloadSize size,

        @Doc("No event is filled up beyond this.") @Default("1MiB")
        DataSize max,

        @Doc("How much of the text gzip saves: 0.25 is noise, 0.7 is like prose, 0.95 says the same over and over.")
        @Default("0.6")
        double compressibility,

        @Doc("The name of the field that holds the text.") @Default("padding")
        String field) {
    private static final long LONGEST = 8L << 20;

    public Payload {
        if (max.bytes() < 1 || max.bytes() > LONGEST) {
            throw new InvalidSetting("max", "must be from 1B to 8MiB, was " + max);
        }
        if (!(compressibility >= 0 && compressibility <= 1)) {
            throw new InvalidSetting("compressibility", "must be from 0 to 1, was " + compressibility);
        }
        if (field.isBlank()) {
            throw new InvalidSetting("field", "must not be blank");
        }
    }
}
