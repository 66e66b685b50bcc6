package dev.millrace.checks.program;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real web server, which writes a real access log. */
final class Nginx implements AutoCloseable {
    private static final List<Path> PLACES = List.of(Path.of("/usr/sbin/nginx"), Path.of("/usr/bin/nginx"));

    private final Process process;
    private final int port;
    private final Path log;

    private Nginx(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    static boolean isInstalled() {
        return PLACES.stream().anyMatch(Files::isExecutable);
    }

    static Nginx start(Path folder, int port) throws IOException {
        var home = Files.createDirectories(folder.resolve("nginx"));
        Files.writeString(Files.createDirectories(home.resolve("www")).resolve("index.html"), "hello");
        Files.writeString(home.resolve("nginx.conf"), """
                daemon off; pid %1$s/pid; error_log %1$s/error.log;
                events {}
                http {
                  access_log %1$s/access.log combined;
                  client_body_temp_path %1$s/t1; proxy_temp_path %1$s/t2; fastcgi_temp_path %1$s/t3;
                  uwsgi_temp_path %1$s/t4; scgi_temp_path %1$s/t5;
                  server { listen 127.0.0.1:%2$d; root %1$s/www; }
                }
                """.formatted(home, port));
        var nginx = PLACES.stream().filter(Files::isExecutable).findFirst().orElseThrow();
        var process = new ProcessBuilder(
                        nginx.toString(), "-c", home.resolve("nginx.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("out.txt").toFile())
                .start();
        return new Nginx(process, port, home.resolve("access.log"));
    }

    /** Asks for pages, as browsers and others do. */
    void visit(int times) {
        var agents = List.of("Mozilla/5.0 (X11; Linux x86_64)", "curl/8.14.1", "a \"quoted\" bot", "");
        try (var http = HttpClient.newHttpClient()) {
            for (int i = 0; i < times; i++) {
                var request = HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + port + "/page%20" + i + "?q=" + i))
                        .header("User-Agent", agents.get(i % agents.size()))
                        .build();
                await().atMost(Duration.ofSeconds(20))
                        .ignoreException(ConnectException.class)
                        .until(() -> http.send(request, HttpResponse.BodyHandlers.discarding())
                                        .statusCode()
                                > 0);
            }
        }
    }

    Path log() {
        return log;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
