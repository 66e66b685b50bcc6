package dev.millrace.generator.run;

/** Who asked for a run. */
public enum RunOrigin {
    /** The generated sources of the file, started with the program. */
    FILE,
    /** The file's sources that take events in (files, HTTP): one run for as long as its data lives. */
    INTAKE,
    /** A request to start certain sources. */
    REQUEST
}
