package dev.millrace.checks.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.checks.program.MillraceProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The README's shell blocks, run as they stand, from the checkout, with JAVA_HOME unset. */
class ReadmeIT {
    private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void theReadmeNamesExactlyTheTwoCommandsOfAFreshMachine() throws IOException {
        var blocks = blocks();

        assertThat(blocks.get(0)).isEqualToIgnoringWhitespace("./millrace up");
        assertThat(blocks.get(1)).isEqualToIgnoringWhitespace("./mvnw verify");
    }

    @Test
    void theFirstCommandRunsUntilItIsInterrupted() throws Exception {
        var out = folder.resolve("out.txt");
        var process = shell("./millrace up --port 0 --data " + folder.resolve("data"), out);
        try {
            var instance = MillraceProcess.awaitReady(process, folder.resolve("data"), out);
            awaitEvents(instance.at("/addresses/gateway").asString());
        } finally {
            // The launcher becomes the program, so the signal reaches it.
            process.destroy();
        }
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(out)).isEqualTo(130);
        assertThat(Files.readString(out)).contains("Verdict: complete");
    }

    @Test
    void theCommandsToTryWorkAsTheyStand() throws Exception {
        var commands = new ArrayList<>(
                blocks().get(2).lines().map(ReadmeIT::withoutComment).toList());
        assertThat(commands).hasSizeGreaterThan(8);
        try {
            for (var command : commands) {
                run(command);
            }
        } finally {
            run("./millrace down --wipe");
        }
    }

    private static void awaitEvents(String gateway) {
        var request =
                HttpRequest.newBuilder(URI.create(gateway + "/api/v1/ledger")).build();
        try (var client = HttpClient.newHttpClient()) {
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
                var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                return new JsonMapper()
                                .readTree(answer.body())
                                .at("/events/generated")
                                .asLong()
                        > 0;
            });
        }
    }

    private void run(String command) throws IOException, InterruptedException {
        var out = Files.createTempFile(folder, "out", ".txt");
        var data = " --data " + folder.resolve("data");
        // On a data folder of its own, so that a program the developer runs is left alone.
        var takesData = !command.contains("check") && !command.contains("sample");
        var process = shell(command + (takesData ? data : "") + (command.contains("--detach") ? " --port 0" : ""), out);
        assertThat(process.waitFor(180, TimeUnit.SECONDS)).as(command).isTrue();
        assertThat(process.exitValue())
                .as(command + "\n" + Files.readString(out))
                .isZero();
    }

    private static Process shell(String command, Path out) throws IOException {
        var builder = new ProcessBuilder("sh", "-c", "exec " + command)
                .directory(MillraceProcess.HOME.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().remove("JAVA_HOME");
        builder.environment().put("JDK_JAVA_OPTIONS", MillraceProcess.QUICK);
        return builder.start();
    }

    private static String withoutComment(String line) {
        int comment = line.indexOf("  #");
        return (comment < 0 ? line : line.substring(0, comment)).strip();
    }

    private static List<String> blocks() throws IOException {
        return SHELL.matcher(Files.readString(MillraceProcess.HOME.resolve("README.md")))
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
