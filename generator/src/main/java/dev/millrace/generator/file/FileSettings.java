package dev.millrace.generator.file;

import dev.millrace.settings.DataSize;
import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;
import java.nio.file.Path;
import java.util.Objects;

/** Which file to read lines from, and how. */
public record FileSettings(
        @Doc("The file; rotated ones are looked for beside it.")
        Path path,

        @Doc("Whether to wait for more at the end, across rotation, and for the file if it is not there yet.")
        @Default("true")
        boolean follow,

        @Doc("Where to begin at first: start, with all that is there, or end, with what is new. Later on, reading"
                + " resumes where it stopped.")
        @Default("start")
        StartAt start,

        @Doc("The longest line, without its end; longer ones go to the dead letters, cut to this size.")
        @Default("256KiB")
        DataSize maxLine) {
    /** Lines are held in memory as a whole. */
    static final DataSize LARGEST_LINE = DataSize.parse("64MiB");

    public FileSettings {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(start, "start");
        if (maxLine.bytes() < 1 || maxLine.bytes() > LARGEST_LINE.bytes()) {
            throw new InvalidSetting("maxLine", "must be from 1B to " + LARGEST_LINE + ", was " + maxLine);
        }
    }
}
