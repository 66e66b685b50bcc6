package dev.millrace.generator.file;

/** Where to begin in a file that has not been read before. */
public enum StartAt {
    /** With all that is there. */
    START,
    /** With what is written from now on; a line that is being written counts. */
    END
}
