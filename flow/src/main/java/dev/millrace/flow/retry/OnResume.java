package dev.millrace.flow.retry;

/** What becomes of the events that fell due while none could be sent. */
public enum OnResume {
    /** They are sent late, at a bounded speed. */
    CATCH_UP,
    /** They are left out, and counted. */
    SKIP
}
