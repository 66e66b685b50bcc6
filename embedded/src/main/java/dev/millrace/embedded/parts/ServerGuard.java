package dev.millrace.embedded.parts;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.embedded.ServerFailed;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A shell that waits for the end of this JVM, however it comes, and then ends the server. It reads from a pipe that
 * only this JVM can write to: the system closes it with the process.
 */
public final class ServerGuard implements Part {
    private static final String SCRIPT = """
            trap '' HUP INT QUIT TERM
            before=$(head -n 1 "$1" 2>/dev/null)
            launcher=
            server=
            echo watching
            while read -r word pid; do
              case $word in
                dismissed) exit ;;
                launched) launcher=$pid ;;
                started) server=$pid ;;
              esac
            done
            if test -z "$server"; then
              # Amid the start: what was launched goes on, and leaves a server behind that has noted its id by then.
              while test -n "$launcher" && kill -0 "$launcher" 2>/dev/null; do sleep 1; done
              for wait in 1 2 3; do
                server=$(head -n 1 "$1" 2>/dev/null)
                test "$server" != "$before" && break
                server=
                sleep 1
              done
            fi
            test -n "$server" && test "$(head -n 1 "$1")" = "$server" && kill -s "$2" "$server"
            """;

    private final Process shell;

    private ServerGuard(Process shell) {
        this.shell = shell;
    }

    /**
     * Starts to watch, before the server is launched, so that at no moment it is there without a guard.
     *
     * @param server  whose guard it is, in lower case: "postgres"
     * @param pidFile in whose first line the server keeps its process id for as long as it lives
     * @param signal  that tells the server to end, without "SIG"
     */
    public static ServerGuard of(String server, Path pidFile, String signal) {
        try {
            var shell = new ProcessBuilder(
                            "sh", "-c", SCRIPT, "millrace-" + server + "-guard", pidFile.toString(), signal)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            // Only then does it know which server was there before.
            if (shell.getInputStream().read() < 0) {
                throw new ServerFailed("the shell that is to watch over the embedded " + server + " has ended");
            }
            return new ServerGuard(shell);
        } catch (IOException e) {
            throw new ServerFailed("no shell to watch over the embedded " + server, e);
        }
    }

    /** A process was begun that starts the server and then ends. */
    public void launched(long pid) {
        tell("launched " + pid);
    }

    /** The server runs. */
    public void started(long pid) {
        tell("started " + pid);
    }

    /** Lets the guard take this JVM for one that has ended. */
    void abandon() throws IOException, InterruptedException {
        shell.getOutputStream().close();
        shell.waitFor();
    }

    private void tell(String word) {
        try {
            var pipe = shell.getOutputStream();
            pipe.write((word + "\n").getBytes(UTF_8));
            pipe.flush();
        } catch (IOException e) {
            throw new ServerFailed("the shell that watches over an embedded server has ended", e);
        }
    }

    /** Sends it away: its server has ended. */
    @Override
    public void close() {
        try (var pipe = shell.getOutputStream()) {
            pipe.write("dismissed\n".getBytes(UTF_8));
        } catch (IOException e) {
            // It is gone already, which is all that is wanted.
            shell.destroy();
        }
    }
}
