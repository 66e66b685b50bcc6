package dev.millrace.embedded.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.embedded.ServerFailed;
import dev.millrace.embedded.parts.Part;
import java.io.IOException;

/**
 * A shell that waits for the end of this JVM, however it comes, and then ends the server. It reads from a pipe that
 * only this JVM can write to: the system closes it with the process.
 */
final class ServerGuard implements Part {
    private static final String SCRIPT = """
            trap '' HUP INT QUIT TERM
            read -r word
            test "$word" = dismissed && exit
            test "$(head -n 1 "$2")" = "$1" && kill -s INT "$1"
            """;

    private final Process shell;

    private ServerGuard(Process shell) {
        this.shell = shell;
    }

    static ServerGuard over(Postmaster postmaster) {
        try {
            return new ServerGuard(new ProcessBuilder(
                            "sh",
                            "-c",
                            SCRIPT,
                            "millrace-postgres-guard",
                            Long.toString(postmaster.pid()),
                            Postmaster.file(postmaster.data()).toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new ServerFailed("no shell to watch over PostgreSQL", e);
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
