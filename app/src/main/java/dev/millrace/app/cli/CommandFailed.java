package dev.millrace.app.cli;

/** A command that ends here: with a message for the person and an exit code for the script. */
final class CommandFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandFailed(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    static CommandFailed no(String message) {
        return new CommandFailed(ExitCode.NO, message);
    }

    static CommandFailed usage(String message) {
        return new CommandFailed(ExitCode.USAGE, message);
    }

    static CommandFailed unreachable(String message) {
        return new CommandFailed(ExitCode.UNREACHABLE, message);
    }

    /** Somebody wants the end before it was through. */
    static CommandFailed interrupted(String message) {
        return new CommandFailed(ExitCode.INTERRUPTED, message);
    }

    int exitCode() {
        return exitCode;
    }
}
