package dev.millrace.event.avro.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.millrace.event.avro.SchemaFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How answers are taken; that a real registry gives such answers is seen in {@link ApicurioIT}. */
class HttpSchemaRegistryTest {
    private HttpServer server;
    private HttpSchemaRegistry registry;
    private volatile int status = 200;
    private volatile String body = "";
    private volatile String request = "";
    private volatile String authorization = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        registry = new HttpSchemaRegistry(RegistryAccess.open(url()));
    }

    @AfterEach
    void stop() {
        registry.close();
        server.stop(0);
    }

    @Test
    void aSchemaIsPostedAsTheApiHasIt() throws SchemaFailure {
        body = "{\"version\":1,\"id\":7}";

        assertThat(registry.register("a b/c-value", SchemaRegistryContract.SCHEMA))
                .isEqualTo(7);

        assertThat(request)
                .startsWith("POST /api/subjects/a%20b%2Fc-value/versions {\"schema\":\"{\\\"type\\\":\\\"record\\\"");
        assertThat(authorization).isNull();
    }

    @Test
    void aSchemaIsFetchedById() throws SchemaFailure {
        body = "{\"references\":[{\"schema\":\"no\"}],\"schema\":\"\\\"string\\\"\"}";

        assertThat(registry.schema(7).text()).isEqualTo("\"string\"");

        assertThat(request).isEqualTo("GET /api/schemas/ids/7 ");
    }

    @Test
    void credentialsAreSentAndNeverShown() throws SchemaFailure {
        body = "{\"schema\":\"\\\"string\\\"\"}";
        var access = RegistryAccess.open(url()).withPassword("user", "secret");
        assertThat(access.toString()).doesNotContain("dXNlcjpzZWNyZXQ=", "secret");

        try (var closed = new HttpSchemaRegistry(access)) {
            closed.schema(7);
        }

        assertThat(authorization).isEqualTo("Basic dXNlcjpzZWNyZXQ=");
    }

    @ParameterizedTest
    @ValueSource(ints = {409, 422})
    void aRefusalSaysWhy(int code) {
        status = code;
        body = "{\"error_code\":" + code + ",\"message\":\"reader field missing default\"}";

        assertThatThrownBy(() -> registry.register("s", SchemaRegistryContract.SCHEMA))
                .isInstanceOf(SchemaFailure.Refused.class)
                .hasMessageContaining("millrace.orders.Event")
                .hasMessageContaining("reader field missing default");
    }

    @Test
    void anUnknownIdIsNamed() {
        status = 404;
        body = "{\"error_code\":40403,\"message\":\"Schema not found\"}";

        assertThatThrownBy(() -> registry.schema(7))
                .isInstanceOf(SchemaFailure.Unknown.class)
                .hasMessageContaining("no schema with id 7: Schema not found");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void aRegistryThatCannotNowMayBeAskedAgain(int code) {
        status = code;
        body = "<html>sorry</html>";

        assertThatThrownBy(() -> registry.schema(7))
                .isInstanceOf(SchemaFailure.Unreachable.class)
                .hasMessageContaining("answers " + code);
    }

    @ParameterizedTest
    @CsvSource({"401, credentials", "403, credentials", "404, url", "400, url", "302, url"})
    void whatIsAMatterOfSettingsSaysSo(int code, String which) {
        status = code;

        assertThatThrownBy(() -> registry.register("s", SchemaRegistryContract.SCHEMA))
                .isInstanceOf(SchemaFailure.Unusable.class)
                .hasMessageContaining(which);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "hello",
                "{\"schema\":{}}",
                "{\"schema\":null}",
                "{\"schema\":\"{\"}",
                "{\"schema\":\"\\\"strong\\\"\"}",
                "{\"schemas\":\"\\\"string\\\"\"}"
            })
    void anAnswerThatMakesNoSenseIsNamed(String answer) {
        body = answer;

        assertThatThrownBy(() -> registry.schema(7))
                .isInstanceOf(SchemaFailure.Unusable.class)
                .hasMessageContaining("the schema with id 7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":-1}", "{\"id\":\"x\"}", "{\"id\":99999999999}"})
    void anIdThatIsNoneIsNamed(String answer) {
        body = answer;

        assertThatThrownBy(() -> registry.register("s", SchemaRegistryContract.SCHEMA))
                .isInstanceOf(SchemaFailure.Unusable.class);
    }

    @Test
    void aRegistryThatIsNotThereIsUnreachable() throws IOException {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        try (var nowhere = new HttpSchemaRegistry(RegistryAccess.open(URI.create("http://127.0.0.1:" + free)))) {
            assertThatThrownBy(() -> nowhere.schema(7))
                    .isInstanceOf(SchemaFailure.Unreachable.class)
                    .hasMessageContaining("http://127.0.0.1:" + free)
                    .hasMessageContaining("ConnectException");
        }
    }

    @Test
    @Timeout(10)
    void aRegistryThatHangsIsUnreachable() {
        var end = new CountDownLatch(1);
        server.createContext("/hangs", exchange -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        var access = new RegistryAccess(url().resolve("/hangs"), Duration.ofMillis(200), null);
        try (var hangs = new HttpSchemaRegistry(access)) {
            assertThatThrownBy(() -> hangs.schema(7))
                    .isInstanceOf(SchemaFailure.Unreachable.class)
                    .hasMessageContaining("HttpTimeoutException");
        } finally {
            end.countDown();
        }
    }

    @Test
    void aUrlThatIsNoneIsRefused() {
        assertThatThrownBy(() -> RegistryAccess.open(URI.create("localhost:8081")))
                .hasMessageContaining("must begin with http:// or https://");
        assertThatThrownBy(() -> new RegistryAccess(url(), Duration.ZERO, null)).hasMessageContaining("timeout");
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/");
    }

    private void answer(HttpExchange exchange) throws IOException {
        var sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        request = exchange.getRequestMethod() + ' ' + exchange.getRequestURI().getRawPath() + ' ' + sent;
        authorization = exchange.getRequestHeaders().getFirst("Authorization");
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
