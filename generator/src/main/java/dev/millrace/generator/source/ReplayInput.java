package dev.millrace.generator.source;

import dev.millrace.generator.line.LineFormat;
import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;
import java.nio.file.Path;

/** Captured events, sent again at their own pace. */
public record ReplayInput(
        @Doc("The file, one event a line; relative paths start at the folder of this configuration file. A name that"
                + " ends with .gz is unpacked.")
        Path file,

        @Doc("What its lines are: JSON objects, CloudEvents as 'millrace tail --output json' prints them or any other;"
                + " an access log (combined); or syslog-like text.")
        @Default("json")
        LineFormat format,

        @Doc("How many times as fast as it was captured.") @Default("1")
        double speed) {
    private static final double SLOWEST = 1e-6;
    private static final double FASTEST = 1e9;

    public ReplayInput {
        if (!(speed >= SLOWEST && speed <= FASTEST)) {
            throw new InvalidSetting("speed", "must be a number from 0.000001 to 1000000000, was " + speed);
        }
    }

    /** The same input with its path taken from {@code folder} where it is relative. */
    public ReplayInput in(Path folder) {
        return new ReplayInput(folder.resolve(file), format, speed);
    }
}
