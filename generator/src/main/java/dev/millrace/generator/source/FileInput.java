package dev.millrace.generator.source;

import dev.millrace.generator.file.FileSettings;
import dev.millrace.generator.file.StartAt;
import dev.millrace.generator.line.LineFormat;
import dev.millrace.settings.DataSize;
import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;
import java.nio.file.Path;

/** A file whose lines are events, read as it grows and across rotation. */
public record FileInput(
        @Doc("The file; relative paths start at the folder of this configuration file.")
        Path path,

        @Doc("What its lines are: an access log (combined), syslog-like text, or one JSON object a line.")
        LineFormat format,

        @Doc("Whether to wait for more at its end, and to go on after rotation.") @Default("true")
        boolean follow,

        @Doc("Where to begin the first time: at the file's start or at its end.") @Default("start")
        StartAt startAt,

        @Doc("Longer lines are put aside as dead letters.") @Default("1MiB")
        DataSize maxLine) {
    private static final long LONGEST_LINE = 8L << 20;

    public FileInput {
        if (maxLine.bytes() < 1 || maxLine.bytes() > LONGEST_LINE) {
            throw new InvalidSetting("max-line", "must be from 1B to 8MiB, was " + maxLine);
        }
    }

    /** The same input with its path taken from {@code folder} where it is relative. */
    public FileInput in(Path folder) {
        return new FileInput(folder.resolve(path), format, follow, startAt, maxLine);
    }

    /** What the reader of the file needs to know. */
    public FileSettings settings() {
        return new FileSettings(path, follow, startAt, maxLine);
    }
}
