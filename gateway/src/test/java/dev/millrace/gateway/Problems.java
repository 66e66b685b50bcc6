package dev.millrace.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.problem.ProblemType;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What every failure must look like. */
final class Problems {
    /** Traces of the inside: stack frames, names of exceptions and of packages. */
    private static final Pattern INSIDE = Pattern.compile(
            "(?m)^\\s+at |Exception|Error:|\\b(java|jakarta|javax|org|tools|com|dev)\\.[a-z]+\\.|\\[Source|<html");

    private Problems() {}

    /** Checks the whole answer and returns its body. */
    static JsonNode assertProblem(HttpResponse<String> response, ProblemType type) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(type.status());
        return assertProblemOfAnyStatus(response, type);
    }

    static JsonNode assertProblemOfAnyStatus(HttpResponse<String> response, ProblemType type) {
        assertThat(response.headers().firstValue("Content-Type").orElse(""))
                .as(response.body())
                .startsWith("application/problem+json");
        var problem = Caller.json(response);
        assertThat(problem.path("type").asString()).isEqualTo("/problems/" + type.slug());
        assertThat(problem.path("title").asString()).isEqualTo(type.title());
        assertThat(problem.path("status").asInt()).isEqualTo(response.statusCode());
        assertThat(problem.path("detail").asString()).isNotBlank();
        assertThat(problem.path("instance").asString()).isEqualTo(response.uri().getRawPath());
        assertThat(response.body()).doesNotContainPattern(INSIDE);
        return problem;
    }
}
