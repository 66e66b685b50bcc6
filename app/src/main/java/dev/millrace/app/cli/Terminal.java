package dev.millrace.app.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where a person or a script reads: data on standard output, everything else on standard error. Colour and a
 * moving status line only where standard error is a terminal. Thread-safe.
 */
final class Terminal {
    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final PrintStream out;
    private final PrintStream err;
    private final boolean interactive;
    private final boolean colourfulData;
    private String status = "";

    /**
     * @param interactive   whether standard error is a terminal that takes colour
     * @param colourfulData whether standard output is
     */
    Terminal(PrintStream out, PrintStream err, boolean interactive, boolean colourfulData) {
        this.colourfulData = colourfulData;
        this.out = out;
        this.err = err;
        this.interactive = interactive;
    }

    /** The process's own streams; the launcher says whether standard error is a terminal. */
    static Terminal ofProcess() {
        var stdout = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        var stderr = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        boolean colour =
                Optional.ofNullable(System.getenv("NO_COLOR")).isEmpty() && !"dumb".equals(System.getenv("TERM"));
        return new Terminal(
                stdout,
                stderr,
                colour && Boolean.getBoolean("millrace.stderr.terminal"),
                colour && Boolean.getBoolean("millrace.stdout.terminal"));
    }

    /** Whether a person looks on. */
    boolean interactive() {
        return interactive;
    }

    /** A line of data. */
    synchronized void data(String line) {
        out.println(line);
    }

    /** Bytes of data, as they are, and a line end. */
    synchronized void data(byte[] line) {
        out.write(line, 0, line.length);
        out.write('\n');
        out.flush();
    }

    /** A line for the person. */
    synchronized void say(String line) {
        if (interactive && !status.isEmpty()) {
            err.print(CLEAR_LINE);
        }
        err.println(line);
        if (interactive && !status.isEmpty()) {
            err.print(status);
            err.flush();
        }
    }

    /** Replaces the line at the bottom; nothing where nobody looks on. */
    synchronized void status(String line) {
        if (interactive) {
            status = line;
            err.print(CLEAR_LINE + line);
            err.flush();
        }
    }

    /** Takes the line at the bottom away. */
    synchronized void clearStatus() {
        if (interactive && !status.isEmpty()) {
            err.print(CLEAR_LINE);
            err.flush();
        }
        status = "";
    }

    /** Whether standard output can still be written to: a reader such as {@code head} may have gone. */
    synchronized boolean broken() {
        return out.checkError();
    }

    String bold(String text) {
        return styled("1", text);
    }

    String dim(String text) {
        return styled("2", text);
    }

    String green(String text) {
        return styled("32", text);
    }

    String red(String text) {
        return styled("31", text);
    }

    /** Text for {@link #data}: in a colour by whether it is good news, where standard output is a terminal. */
    String judged(boolean good, String text) {
        return colourfulData ? coloured(good ? "32" : "31", text) : text;
    }

    private String styled(String code, String text) {
        return interactive ? coloured(code, text) : text;
    }

    private static String coloured(String code, String text) {
        return "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
