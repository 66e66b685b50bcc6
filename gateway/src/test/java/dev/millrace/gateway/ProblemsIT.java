package dev.millrace.gateway;

import static dev.millrace.gateway.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.millrace.gateway.problem.ProblemResolver;
import dev.millrace.gateway.problem.ProblemType;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Failures that have nothing to do with what was asked. */
class ProblemsIT {
    @RegisterExtension
    static final OpenGateway gateway = OpenGateway.onLoopback();

    @ParameterizedTest
    @ValueSource(
            strings = {"/nowhere", "/api", "/api/v1", "/api/v2/runs", "/api/v1/runs/a/b", "/actuator/beans", "/error"})
    void shouldAnswerWhereThereIsNothing(String path) {
        assertProblem(gateway.call().get(path), ProblemType.NOT_FOUND);
    }

    @Test
    void shouldSayWhatCanBeDoneWhereSomethingCannot() {
        var put = gateway.call().send(gateway.call().request("/api/v1/runs").PUT(BodyPublishers.ofString("{}")));
        var get = gateway.call().get(Caller.EVENTS);

        assertProblem(put, ProblemType.METHOD_NOT_ALLOWED);
        assertThat(put.headers().firstValue("Allow").orElse("")).contains("GET", "POST");
        assertProblem(get, ProblemType.METHOD_NOT_ALLOWED);
    }

    @Test
    void shouldSayWhichKindsOfAnswerThereAre() {
        assertProblem(gateway.call().get("/api/v1/runs", "Accept", "application/xml"), ProblemType.NOT_ACCEPTABLE);
    }

    @Test
    void shouldTellNothingOfABugButWhereToLookForIt() {
        gateway.rooms.runs.failure = new IllegalStateException("secret of java.lang.String");
        var log = (Logger) LoggerFactory.getLogger(ProblemResolver.class);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        log.addAppender(lines);
        log.setAdditive(false);

        var problem = assertProblem(gateway.call().get("/api/v1/runs"), ProblemType.INTERNAL_ERROR);

        log.detachAppender(lines);
        log.setAdditive(true);
        assertThat(problem.toString()).doesNotContain("secret");
        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getFormattedMessage())
                    .contains("reference=" + problem.path("reference").asString());
            assertThat(line.getThrowableProxy().getMessage()).contains("secret");
        });
    }

    static List<String> noHttp() {
        var host = "Host: localhost";
        var close = "Connection: close";
        return List.of(
                RawHttp.head("nonsense"),
                RawHttp.head("GET / HTTP/1.1", host, "Bad Header"),
                RawHttp.head("GET /a|b\"c HTTP/1.1", host, close),
                RawHttp.head("GET /api/v1/runs/a%2Fb HTTP/1.1", host, close),
                RawHttp.head("GET /api/v1/%zz HTTP/1.1", host, close),
                RawHttp.head("GET / HTTP/1.1", close),
                RawHttp.head("GET / HTTP/1.1", "Host: a", "Host: b", close),
                RawHttp.head("POST /api/v1/runs HTTP/1.1", host, "Content-Length: -1"),
                RawHttp.head(
                                "POST /api/v1/runs HTTP/1.1",
                                host,
                                "Content-Type: application/json",
                                "Transfer-Encoding: chunked")
                        + "zz\r\n");
    }

    @ParameterizedTest
    @MethodSource("noHttp")
    void shouldAnswerWhatIsNoHttpInTheSameForm(String request) throws IOException {
        var answer = RawHttp.exchange(gateway.port(), request);

        assertThat(answer).startsWith("HTTP/1.1 400");
        assertThat(answer).contains("Content-Type: application/problem+json", "\"type\":\"/problems/malformed-");
        assertThat(answer).doesNotContain("<html", "Tomcat", "Exception", "\tat ");
    }

    @Test
    void shouldAnswerHeadersThatAreTooLongInTheSameForm() throws IOException {
        var answer = RawHttp.exchange(
                gateway.port(), RawHttp.head("GET / HTTP/1.1", "Host: localhost", "X: " + "x".repeat(20_000)));

        assertThat(answer).startsWith("HTTP/1.1 4").contains("\"type\":\"/problems/malformed-request\"");
    }

    @Test
    void shouldNotTraceRequests() throws IOException {
        var answer = RawHttp.exchange(
                gateway.port(),
                RawHttp.head("TRACE / HTTP/1.1", "Host: localhost", "Connection: close", "X-Secret: 1"));

        assertThat(answer).startsWith("HTTP/1.1 405").contains("/problems/method-not-allowed");
        assertThat(answer).doesNotContain("X-Secret");
    }

    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void shouldServeThePageOfEachTypeAtItsUri(ProblemType type) {
        var response = gateway.call().get(type.uri());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/plain;charset=UTF-8");
        assertThat(response.body()).startsWith("# " + type.title() + "\n");
    }

    @Test
    void shouldHaveNoPageForWhatIsNoType() {
        assertProblem(gateway.call().get("/problems/unheard-of"), ProblemType.NOT_FOUND);
    }
}
