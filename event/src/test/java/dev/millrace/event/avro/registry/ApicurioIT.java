package dev.millrace.event.avro.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.event.avro.SchemaFailure;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The contract, on a real Apicurio registry; its download is too large for the ordinary run. */
@Tag("faults")
class ApicurioIT extends SchemaRegistryContract {
    @TempDir
    private static Path folder;

    private static Process server;
    private static HttpSchemaRegistry registry;

    @BeforeAll
    static void start() throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var log = folder.resolve("apicurio.log");
        server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx384m",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-Dquarkus.management.enabled=false",
                        "-jar",
                        Path.of(System.getProperty("apicurio.home"), "quarkus-run.jar")
                                .toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        registry = new HttpSchemaRegistry(
                RegistryAccess.open(URI.create("http://127.0.0.1:" + port + "/apis/ccompat/v7")));
        try {
            await().atMost(Duration.ofSeconds(90)).until(ApicurioIT::answers);
        } catch (RuntimeException e) {
            throw new IllegalStateException("Apicurio did not start:\n" + Files.readString(log), e);
        }
        requireCompatibility(port);
    }

    /** Unlike others, this registry takes any schema until it is told otherwise. */
    private static void requireCompatibility(int port) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/apis/ccompat/v7/config"))
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString("{\"compatibility\":\"BACKWARD\"}"))
                    .build();
            assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
    }

    @AfterAll
    static void stop() throws InterruptedException {
        registry.close();
        server.destroy();
        if (!server.waitFor(20, TimeUnit.SECONDS)) {
            server.destroyForcibly().waitFor();
        }
    }

    @Override
    SchemaRegistry registry() {
        return registry;
    }

    private static boolean answers() throws SchemaFailure {
        try {
            registry.schema(1);
            return true;
        } catch (SchemaFailure.Unknown e) {
            return true;
        } catch (SchemaFailure.Unreachable e) {
            return false;
        }
    }
}
