package dev.millrace.app;

import dev.millrace.app.cli.CommandLineEntry;

/** Where the program begins. */
public final class Main {
    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(CommandLineEntry.run(arguments));
    }
}
