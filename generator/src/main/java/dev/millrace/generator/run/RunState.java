package dev.millrace.generator.run;

/** Whether a run goes on. */
public enum RunState {
    /** It goes on, or will when the program is started again. */
    RUNNING,
    /** It was stopped before its end, or its sources were changed in the file. */
    STOPPED,
    /** It has sent all it was to send. */
    ENDED
}
