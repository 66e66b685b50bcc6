package dev.millrace.app.cli;

/** The exit codes that scripts hold on to. */
final class ExitCode {
    /** Done. */
    static final int DONE = 0;
    /** It ran, and the answer is no. */
    static final int NO = 1;
    /** Bad usage or a bad file. */
    static final int USAGE = 2;
    /** A service cannot be reached. */
    static final int UNREACHABLE = 3;
    /** The program itself is broken: not to be taken for an answer. As {@code EX_SOFTWARE} of sysexits.h. */
    static final int BROKEN = 70;
    /** Interrupted, after an orderly end. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
