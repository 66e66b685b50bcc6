package dev.millrace.checks.program;

import dev.millrace.embedded.ports.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A real schema registry, as the module {@code event} unpacks it for the long fault runs. */
final class Apicurio implements AutoCloseable {
    private static final Path HOME = MillraceProcess.HOME.resolve("event/target/apicurio");
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path log;
    private final String url;

    private Apicurio(Process process, Path log, String url) {
        this.process = process;
        this.log = log;
        this.url = url;
    }

    static Apicurio start(Path folder) throws IOException {
        int port = Ports.free();
        var log = folder.resolve("apicurio.log");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx384m",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-Dquarkus.management.enabled=false",
                        "-jar",
                        HOME.resolve("quarkus-run.jar").toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var registry = new Apicurio(process, log, "http://127.0.0.1:" + port + "/apis/ccompat/v7");
        try {
            registry.awaitAnswer();
            return registry;
        } catch (RuntimeException e) {
            registry.close();
            throw new IllegalStateException("Apicurio did not start:\n" + Files.readString(log), e);
        }
    }

    /** Where its API begins, the one that Confluent's clients speak. */
    String url() {
        return url;
    }

    /** What it answers, to anybody who speaks HTTP. */
    String get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + path)).build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " was answered with " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    private void awaitAnswer() {
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError(Files.readString(log));
            }
            return get("/subjects").startsWith("[");
        });
    }

    @Override
    public void close() {
        http.close();
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
