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
            read -r word
            test "$word" = dismissed && exit
            test "$(head -n 1 "$2")" = "$1" && kill -s "$3" "$1"
            """;

    private final Process shell;

    private ServerGuard(Process shell) {
        this.shell = shell;
    }

    /**
     * Starts to watch.
     *
     * @param server  whose guard it is, in lower case: "postgres"
     * @param pidFile in whose first line the server keeps its process id for as long as it lives
     * @param signal  that tells the server to end, without "SIG"
     */
    public static ServerGuard over(String server, long pid, Path pidFile, String signal) {
        try {
            return new ServerGuard(new ProcessBuilder(
                            "sh",
                            "-c",
                            SCRIPT,
                            "millrace-" + server + "-guard",
                            Long.toString(pid),
                            pidFile.toString(),
                            signal)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new ServerFailed("no shell to watch over the embedded " + server, e);
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
