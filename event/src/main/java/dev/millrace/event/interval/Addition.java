package dev.millrace.event.interval;

/** What adding an index to a set came to. */
public enum Addition {
    /** It was not there before. */
    NEW,
    /** It was there already; the set is as it was. */
    REPEAT
}
