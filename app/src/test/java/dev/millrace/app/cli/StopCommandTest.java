package dev.millrace.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.millrace.app.instance.DataFolder;
import dev.millrace.app.instance.Instance;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopCommandTest {
    @TempDir
    private Path folder;

    private HttpServer gateway;

    @BeforeEach
    void open() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.start();
    }

    @AfterEach
    void close() {
        gateway.stop(0);
    }

    @Test
    void shouldSayThatAllIsCommittedOnlyWhereTheRunIsOver() throws IOException {
        var stopped = stop(200, "ended");

        assertThat(stopped.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(stopped.err()).contains("Stopped run r1", "committed");
    }

    @Test
    void shouldSayNoWhereTheLastEventsAreNotKnownToBeCommitted() throws IOException {
        var stopped = stop(202, "stopping");

        assertThat(stopped.exitCode()).isEqualTo(ExitCode.NO);
        assertThat(stopped.err())
                .contains("r1 was told to stop", "not known to have committed", "millrace status")
                .doesNotContain("Stopped run");
    }

    private Shell stop(int status, String state) throws IOException {
        gateway.createContext("/api/v1/runs/r1", exchange -> {
            var body = "{\"id\":\"r1\",\"state\":\"%s\"}".formatted(state).getBytes(UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        var data = new DataFolder(folder.resolve("data"));
        try (var claim = data.claim()) {
            assertThat(claim.folder()).exists();
            var address = "http://127.0.0.1:" + gateway.getAddress().getPort();
            data.write(Instance.ofThisProcess("shop", "shop.yaml", false, true, Map.of("gateway", address)));
            return Shell.run("stop", "r1", "--data", data.path().toString());
        }
    }
}
