package dev.millrace.app.cli;

/** How a command prints its result. */
enum OutputFormat {
    /** For a person. */
    text,
    /** For a script. */
    json
}
