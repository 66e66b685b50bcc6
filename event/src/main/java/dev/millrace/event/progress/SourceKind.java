package dev.millrace.event.progress;

/** How a source comes by its events. */
public enum SourceKind {
    /** Made by Millrace from a template. */
    GENERATED,
    /** Taken in from outside: a file, standard input, HTTP. */
    INGESTED
}
