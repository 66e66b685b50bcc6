package dev.millrace.gateway;

import static dev.millrace.gateway.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.port.ServiceState;
import dev.millrace.gateway.port.ServiceState.State;
import dev.millrace.gateway.problem.ProblemType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthIT {
    private static final String HEALTH = "/actuator/health";

    @RegisterExtension
    static final OpenGateway gateway = OpenGateway.onLoopback();

    @ParameterizedTest
    @CsvSource({
        "UP,       UP,       200, UP",
        "DEGRADED, UP,       200, DEGRADED",
        "UP,       DEGRADED, 200, DEGRADED",
        "UP,       DOWN,     200, DEGRADED",
        "DOWN,     UP,       503, DOWN",
        "DOWN,     DOWN,     503, DOWN"
    })
    void shouldBeReadyUnlessAnEssentialServiceIsDown(State essential, State other, int status, String word) {
        services(essential, other);

        for (var path : List.of(HEALTH, HEALTH + "/readiness")) {
            var response = gateway.call().get(path);
            assertThat(response.statusCode()).as(path).isEqualTo(status);
            assertThat(Caller.json(response).path("status").asString()).as(path).isEqualTo(word);
        }
    }

    @Test
    void shouldStayAliveWhateverElseIsDown() {
        services(State.DOWN, State.DOWN);

        var response = gateway.call().get(HEALTH + "/liveness");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Caller.json(response).path("status").asString()).isEqualTo("UP");
    }

    @Test
    void shouldSayHowEachServiceIs() {
        services(State.UP, State.DOWN);

        var services = Caller.json(gateway.call().get(HEALTH))
                .path("components")
                .path("services")
                .path("components");

        assertThat(services.path("kafka").path("status").asString()).isEqualTo("UP");
        assertThat(services.path("audit").path("status").asString()).isEqualTo("DEGRADED");
        assertThat(services.path("audit").path("details").toString())
                .isEqualTo("{\"state\":\"down\",\"detail\":\"gone since 10:05\"}");
    }

    @Test
    void shouldAnswerWhatItDoesNotKnowWithAProblem() {
        assertProblem(gateway.call().get(HEALTH + "/weather"), ProblemType.NOT_FOUND);
        assertProblem(gateway.call().get("/actuator/env"), ProblemType.NOT_FOUND);
        assertProblem(gateway.call().get("/actuator/heapdump"), ProblemType.NOT_FOUND);
    }

    private static void services(State essential, State other) {
        gateway.rooms.services.set(List.of(
                new ServiceState("kafka", essential, "", "127.0.0.1:9092", true),
                new ServiceState("audit", other, "gone since 10:05", null, false)));
    }
}
