package dev.millrace.gateway;

import static dev.millrace.gateway.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.problem.ProblemType;
import dev.millrace.gateway.settings.GatewayLimits;
import dev.millrace.gateway.settings.GatewaySettings;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Without keys, what keeps web pages from using the gateway through a browser on the same machine. */
class LoopbackIT {
    @RegisterExtension
    static final OpenGateway gateway = new OpenGateway(new GatewaySettings(
            GatewaySettings.LOOPBACK,
            0,
            List.of("Millrace.Internal"),
            List.of(),
            GatewayLimits.defaults(),
            Duration.ofSeconds(5),
            Duration.ofSeconds(2)));

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1", "[::1]", "millrace.internal"})
    void shouldAnswerToNamesOfThisMachine(String host) throws IOException {
        assertThat(RawHttp.get(gateway.port(), "/api/v1/runs", host)).startsWith("HTTP/1.1 200");
        assertThat(RawHttp.get(gateway.port(), "/api/v1/runs", host + ":" + gateway.port()))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "127.0.0.2", "[::2]"})
    void shouldNotAnswerToOtherNames(String host) throws IOException {
        for (var path : List.of("/", "/api/v1/runs", "/actuator/health", "/actuator/prometheus")) {
            assertThat(RawHttp.get(gateway.port(), path, host))
                    .startsWith("HTTP/1.1 421")
                    .contains("\"type\":\"/problems/wrong-host\"");
        }
    }

    @Test
    void shouldAnswerProgramsThatCallItByNoName() throws IOException {
        assertThat(RawHttp.exchange(gateway.port(), RawHttp.head("GET /api/v1/runs HTTP/1.0")))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "http://localhost:1", "localhost"})
    void shouldLetNoOtherSiteChangeAnything(String origin) {
        var post =
                gateway.call().post("/api/v1/runs", "application/json", "{\"sources\":[\"orders\"]}", "Origin", origin);
        var delete = gateway.call().delete("/api/v1/runs/run-1", "Origin", origin);

        assertProblem(post, ProblemType.CROSS_ORIGIN);
        assertProblem(delete, ProblemType.CROSS_ORIGIN);
        assertThat(gateway.rooms.runs.requests).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/ledger?verify=true, no-cors, image",
        "/api/v1/ledger?verify=true, navigate, document",
        "/api/v1/runs, cors, empty",
        "/actuator/prometheus, no-cors, script",
        "/, navigate, iframe"
    })
    void shouldAnswerNoQuestionOfAnotherSitesPage(String path, String mode, String destination) {
        var answer = gateway.call()
                .get(path, "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", mode, "Sec-Fetch-Dest", destination);

        assertProblem(answer, ProblemType.CROSS_ORIGIN);
        assertThat(gateway.rooms.verifications.availablePermits()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"/, cross-site", "/problems/conflict, cross-site", "/api/v1/runs, same-origin", "/api/v1/runs, none"})
    void shouldLetPeopleFollowLinksAndItsOwnPagesAsk(String path, String site) {
        var answer = gateway.call()
                .get(path, "Sec-Fetch-Site", site, "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document");

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void shouldLetItsOwnPagesStartRuns() {
        var response = gateway.call()
                .post(
                        "/api/v1/runs",
                        "application/json",
                        "{\"sources\":[\"orders\"]}",
                        "Origin",
                        "http://localhost:" + gateway.port());

        assertThat(response.statusCode()).isEqualTo(201);
    }

    @Test
    void shouldAllowNoCrossOriginReading() throws IOException {
        var preflight = RawHttp.exchange(
                gateway.port(),
                RawHttp.head(
                        "OPTIONS /api/v1/runs HTTP/1.1",
                        "Host: localhost",
                        "Origin: http://evil.example",
                        "Access-Control-Request-Method: POST",
                        "Connection: close"));
        var read = gateway.call().get("/api/v1/runs", "Origin", "http://evil.example");

        assertThat(preflight).doesNotContainIgnoringCase("Access-Control-Allow");
        assertThat(read.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control"));
    }

    @Test
    void shouldSendTheHeadersThatKeepBrowsersCareful() {
        shouldBeCareful(gateway.call().get("/"));
        shouldBeCareful(gateway.call().get("/nowhere"));
    }

    private static void shouldBeCareful(HttpResponse<String> response) {
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(response.headers().firstValue("Server")).isEmpty();
    }
}
