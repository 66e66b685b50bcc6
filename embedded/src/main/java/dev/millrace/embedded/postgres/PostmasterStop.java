package dev.millrace.embedded.postgres;

import dev.millrace.embedded.ServerFailed;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Ends a postmaster, and with it all of its server. */
final class PostmasterStop {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private PostmasterStop() {}

    /**
     * The fast way: connections are cut, what is committed is written to its place. If that takes too long the immediate
     * way: the next start writes it. Returns when the process is gone.
     */
    static void stop(Postmaster postmaster) {
        if (!ended(postmaster, "INT") && !ended(postmaster, "QUIT")) {
            throw new ServerFailed("PostgreSQL (process " + postmaster.pid() + ") in " + postmaster.data()
                    + " does not end. End it by hand: kill -QUIT " + postmaster.pid());
        }
    }

    private static boolean ended(Postmaster postmaster, String signal) {
        var deadline = System.nanoTime() + LIMIT.toNanos();
        try {
            if (!postmaster.isAtWork()) {
                return true;
            }
            signal(postmaster.pid(), signal);
            while (postmaster.isAtWork()) {
                if (System.nanoTime() > deadline) {
                    return false;
                }
                // It is no child of this JVM, which so has nothing to wait on.
                Thread.sleep(PAUSE);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailed("interrupted while PostgreSQL ended", e);
        } catch (IOException e) {
            throw new ServerFailed("PostgreSQL (process " + postmaster.pid() + ") cannot be told to end", e);
        }
    }

    /** Java itself sends no other signals than TERM, which waits for all connections to end, and KILL. */
    private static void signal(long pid, String name) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("sh", "-c", "kill -s \"$1\" \"$2\"", "sh", name, Long.toString(pid))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!kill.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IOException("kill did not end");
        }
    }
}
