package dev.millrace.gateway;

import static dev.millrace.gateway.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.port.Refusal;
import dev.millrace.gateway.port.StartRequest;
import dev.millrace.gateway.problem.ProblemType;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Rate;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunsIT {
    private static final String RUNS = "/api/v1/runs";
    private static final String JSON = "application/json";

    @RegisterExtension
    static final OpenGateway gateway = OpenGateway.onLoopback();

    @Test
    void shouldStartARunAndSayWhereItIs() {
        var response = gateway.call().post(RUNS, JSON, "{\"sources\":[\"orders\"]}");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.headers().firstValue("Location")).contains("/api/v1/runs/run-1");
        assertThat(response.body())
                .isEqualTo("{\"id\":\"run-1\",\"state\":\"running\",\"started_at\":\"2026-11-21T10:00:00Z\","
                        + "\"sources\":[{\"source\":\"orders\",\"topic\":\"shop.orders\",\"target_rate\":20.0,"
                        + "\"actual_rate\":19.5,\"events\":3,\"shed\":0,\"rejected\":0,"
                        + "\"skipped\":0,\"shards\":[]}]}");
    }

    @Test
    void shouldHandOnWhatTheRunIsToBe() {
        gateway.call()
                .post(
                        RUNS,
                        JSON,
                        "{\"sources\":[\"orders\",\"customers\"],\"rate\":\"300/m\",\"count\":1000,\"duration\":\"1.5h\"}");

        assertThat(gateway.rooms.runs.requests)
                .containsExactly(
                        new StartRequest(List.of("orders", "customers"), new Rate(5), 1000L, Duration.ofMinutes(90)));
    }

    @Test
    void shouldTakeNullForAbsent() {
        gateway.call().post(RUNS, JSON, "{\"sources\":[\"orders\"],\"rate\":null,\"count\":null,\"duration\":null}");

        assertThat(gateway.rooms.runs.requests).containsExactly(new StartRequest(List.of("orders"), null, null, null));
    }

    @Test
    void shouldListRunsNewestFirst() {
        start("orders");
        start("customers");

        var runs = Caller.json(gateway.call().get(RUNS)).path("runs");

        assertThat(runs.path(0).path("id").asString()).isEqualTo("run-2");
        assertThat(runs.path(1).path("id").asString()).isEqualTo("run-1");
    }

    @Test
    void shouldShowARun() {
        start("orders");

        var response = gateway.call().get(RUNS + "/run-1");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Caller.json(response).path("state").asString()).isEqualTo("running");
    }

    @Test
    void shouldStopARunHoweverOftenItIsTold() {
        start("orders");

        var first = gateway.call().delete(RUNS + "/run-1");
        var second = gateway.call().delete(RUNS + "/run-1");
        var third = gateway.call().delete(RUNS + "/run-1");

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(Caller.json(first).path("state").asString()).isEqualTo("stopping");
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(third.statusCode()).isEqualTo(200);
        assertThat(Caller.json(third).path("state").asString()).isEqualTo("ended");
    }

    @Test
    void shouldNotKnowRunsThatNeverWere() {
        assertProblem(gateway.call().get(RUNS + "/nine"), ProblemType.UNKNOWN_RUN);
        assertProblem(gateway.call().delete(RUNS + "/nine"), ProblemType.UNKNOWN_RUN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                             | sources    | at least one
            {"sources":[]}                                 | sources    | at least one
            {"sources":"orders"}                           | sources    | an array
            {"sources":[7]}                                | sources[0] | a name
            {"sources":["orders","orders"]}                | sources[1] | twice
            {"sources":["orders","order"]}                 | sources[1] | there is no source 'order' for this; there are: orders, customers
            {"sources":["orders"],"rate":"fast"}           | rate       | 'fast' is not a rate
            {"sources":["orders"],"rate":5}                | rate       | text such as "5000/s"
            {"sources":["orders"],"rate":"0/s"}            | rate       | positive
            {"sources":["orders"],"count":0}               | count      | from 1
            {"sources":["orders"],"count":1.5}             | count      | whole number
            {"sources":["orders"],"count":99999999999999999999} | count | whole number
            {"sources":["orders"],"count":"7"}             | count      | whole number
            {"sources":["orders"],"duration":"soon"}       | duration   | 'soon' is not a duration
            {"sources":["orders"],"duration":"0s"}         | duration   | positive
            {"sources":["orders"],"durations":"5s"}        | durations  | known: sources, rate, count, duration
            {"sources":["orders"],"rate":"1/s","rate":"2/s"} | rate     | twice
            """)
    void shouldNameTheFieldThatIsNotValid(String body, String field, String words) {
        var problem = assertProblem(gateway.call().post(RUNS, JSON, body), ProblemType.INVALID_REQUEST);

        assertThat(problem.path("field").asString()).isEqualTo(field);
        assertThat(problem.path("detail").asString()).contains(words);
        assertThat(gateway.rooms.runs.requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"orders\"", "7", "null"})
    void shouldWantAnObject(String body) {
        assertProblem(gateway.call().post(RUNS, JSON, body), ProblemType.INVALID_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{\"sources\":[\"orders\"]}}", "sources=orders", "{'sources':[]}"})
    void shouldRefuseWhatIsNotJson(String body) {
        assertProblem(gateway.call().post(RUNS, JSON, body), ProblemType.MALFORMED_BODY);
    }

    @Test
    void shouldTakeJsonOnly() {
        var named = gateway.call().post(RUNS, "text/plain", "{\"sources\":[\"orders\"]}");
        var unnamed = gateway.call()
                .send(gateway.call().request(RUNS).POST(BodyPublishers.ofString("{\"sources\":[\"orders\"]}")));

        assertProblem(named, ProblemType.UNSUPPORTED_MEDIA_TYPE);
        assertProblem(unnamed, ProblemType.UNSUPPORTED_MEDIA_TYPE);
        assertThat(named.headers().firstValue("Accept")).contains("application/json");
        assertThat(gateway.rooms.runs.requests).isEmpty();
    }

    @Test
    void shouldNameTheFieldTheGeneratorCannotHonour() {
        gateway.rooms.runs.failure = new InvalidSetting("rate", "cannot be set for a source that follows a file");

        var problem = assertProblem(
                gateway.call().post(RUNS, JSON, "{\"sources\":[\"orders\"]}"), ProblemType.INVALID_REQUEST);

        assertThat(problem.path("field").asString()).isEqualTo("rate");
    }

    @Test
    void shouldSayWhatCannotBeReachedAndWhenToTryAgain() {
        gateway.rooms.runs.failure =
                new Refusal.Unavailable("kafka", "no broker answers", Duration.ofMillis(1500), null);

        var response = gateway.call().post(RUNS, JSON, "{\"sources\":[\"orders\"]}");

        var problem = assertProblem(response, ProblemType.UNAVAILABLE);
        assertThat(problem.path("service").asString()).isEqualTo("kafka");
        assertThat(response.headers().firstValue("Retry-After")).contains("2");
    }

    private static void start(String source) {
        assertThat(gateway.call()
                        .post(RUNS, JSON, "{\"sources\":[\"" + source + "\"]}")
                        .statusCode())
                .isEqualTo(201);
    }
}
