package dev.millrace.checks.program;

import java.io.IOException;
import java.util.Arrays;

/** What stops a process and lets it go on. */
final class Signals {
    private Signals() {}

    /** SIGSTOP: it keeps its connections, and answers nothing. */
    static void pause(long... pids) throws IOException, InterruptedException {
        send("STOP", pids);
    }

    /** SIGCONT. */
    static void resume(long... pids) throws IOException, InterruptedException {
        send("CONT", pids);
    }

    private static void send(String signal, long... pids) throws IOException, InterruptedException {
        for (long pid : pids) {
            int code = new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new AssertionError("SIG" + signal + " did not reach any of " + Arrays.toString(pids));
            }
        }
    }
}
