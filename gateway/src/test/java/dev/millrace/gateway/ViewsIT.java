package dev.millrace.gateway;

import static dev.millrace.gateway.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.problem.ProblemType;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ledger, the status, and what is at the root. */
class ViewsIT {
    @RegisterExtension
    static final OpenGateway gateway = OpenGateway.onLoopback();

    @Test
    void shouldShowTheLedgerAsItStands() {
        var response = gateway.call().get("/api/v1/ledger");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo("{\"verdict\":\"incomplete\",\"reason\":\"2 events of orders are missing\","
                        + "\"events\":{\"generated\":1,\"ingested\":2,\"delivered\":3,\"lost\":4,\"duplicated\":5,"
                        + "\"out_of_order\":6,\"dead_lettered\":7,\"shed\":8,\"rejected\":9,\"in_flight\":10,\"undetermined\":11,"
                        + "\"skipped\":12,\"dropped\":13,\"poisoned\":14,\"held_back\":15,\"copies\":16},"
                        + "\"audit\":{\"rows\":11},\"events_per_second\":12.5,"
                        + "\"latency_ms\":{\"p50\":1.234,\"p99\":2.0,\"p999\":3.0,\"max\":4000.0},"
                        + "\"runs\":[{\"id\":\"run-1\",\"verdict\":\"incomplete\","
                        + "\"reason\":\"2 events of orders are missing\",\"sources\":[{\"source\":\"orders\",\"target_rate\":10.0,"
                        + "\"actual_rate\":9.5}]}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?run=run-1", "?verify=true&run=run-1"})
    void shouldTellOfOneRunAlone(String query) {
        var response = gateway.call().get("/api/v1/ledger" + query);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(gateway.rooms.reported).hasValue(Optional.of("run-1"));
    }

    @ParameterizedTest
    @CsvSource({"?verify=true, 30s", "?verify=true&patience=500ms, 0.5s", "?verify=true&patience=10m, 600s"})
    void shouldVerifyWithThePatienceItIsGiven(String query, String patience) {
        var response = gateway.call().get("/api/v1/ledger" + query);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(gateway.rooms.patience).hasValue(Duration.parse("PT" + patience));
    }

    @ParameterizedTest
    @CsvSource({"?verify=yes, verify", "?verify=true&patience=soon, patience", "?verify=true&patience=11m, patience"})
    void shouldNameTheParameterThatIsNotValid(String query, String parameter) {
        var problem = assertProblem(gateway.call().get("/api/v1/ledger" + query), ProblemType.INVALID_REQUEST);

        assertThat(problem.path("field").asString()).isEqualTo(parameter);
    }

    @Test
    void shouldVerifyForAFewAtOnce() throws Exception {
        var evidence = new CountDownLatch(1);
        gateway.rooms.evidence.set(evidence);
        var asked = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (int i = 0; i < 4; i++) {
            asked.add(gateway.call()
                    .http()
                    .sendAsync(
                            gateway.call().request("/api/v1/ledger?verify=true").build(), BodyHandlers.ofString()));
        }
        assertThat(gateway.rooms.verifications.tryAcquire(4, 30, TimeUnit.SECONDS))
                .isTrue();

        var refused = gateway.call().get("/api/v1/ledger?verify=true");
        var asItStands = gateway.call().get("/api/v1/ledger");

        evidence.countDown();
        assertProblem(refused, ProblemType.OVERLOADED);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(asItStands.statusCode()).isEqualTo(200);
        for (var answer : asked) {
            assertThat(answer.get().statusCode()).isEqualTo(200);
        }
        assertThat(gateway.call().get("/api/v1/ledger?verify=true").statusCode())
                .isEqualTo(200);
    }

    @Test
    void shouldShowTheWholeSystemAtAGlance() {
        var response = gateway.call().get("/api/v1/status");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo("{\"version\":\"1.2.3\",\"uptime_seconds\":90.5,\"services\":["
                        + "{\"name\":\"kafka\",\"state\":\"up\",\"detail\":\"3 brokers\","
                        + "\"address\":\"127.0.0.1:9092\",\"essential\":true},"
                        + "{\"name\":\"postgresql\",\"state\":\"up\",\"detail\":\"\","
                        + "\"address\":\"127.0.0.1:5432\",\"essential\":false}],"
                        + "\"runs\":[],\"pipelines\":[{\"name\":\"revenue\",\"state\":\"running\",\"lag\":12,"
                        + "\"counters\":{\"read\":100}}],\"audit\":{\"rows\":5,\"lag\":6},"
                        + "\"dead_letters\":[{\"topic\":\"shop.orders.dlq\",\"events\":7}],"
                        + "\"limits\":[{\"name\":\"shop\",\"rate\":\"100/s\",\"mode\":\"redis\","
                        + "\"sources\":[\"orders\"],\"sharing\":3,\"permits\":1000}],"
                        + "\"breakers\":[{\"name\":\"kafka\",\"state\":\"open\",\"open_seconds\":1.5}]}");
    }

    @Test
    void shouldListTheDoorsAsJsonUnlessAskedForHtml() {
        var json = gateway.call().get("/");
        var html = gateway.call().get("/", "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");

        assertThat(json.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(html.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
        assertThat(html.body()).startsWith("<!doctype html>").contains("<a href=\"/api/v1/status\">");
    }

    @Test
    void shouldListNoDoorThatDoesNotOpen() {
        for (var door : Caller.json(gateway.call().get("/")).path("doors")) {
            var href = door.path("href").asString();
            assertThat(gateway.call().get(href).statusCode()).as(href).isEqualTo(200);
        }
    }
}
