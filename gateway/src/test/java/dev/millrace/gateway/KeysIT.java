package dev.millrace.gateway;

import static dev.millrace.gateway.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.problem.ProblemType;
import dev.millrace.gateway.settings.ApiKey;
import dev.millrace.gateway.settings.GatewayLimits;
import dev.millrace.gateway.settings.GatewaySettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On an address that others can reach. */
class KeysIT {
    private static final String KEY = "4f1c9a52d0";
    private static final String OTHER = "b7e20c11aa";

    @RegisterExtension
    static final OpenGateway gateway = new OpenGateway(new GatewaySettings(
            "0.0.0.0",
            0,
            List.of(),
            List.of(ApiKey.of("ci", KEY), ApiKey.of("ops", OTHER)),
            GatewayLimits.defaults(),
            Duration.ofSeconds(5),
            Duration.ofSeconds(2)));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/v1/runs",
                "/actuator",
                "/actuator/prometheus",
                "/nowhere",
                "/actuator/health/services",
                "/actuator/health/",
                "/actuator/health/../prometheus",
                "/actuator/health;x=1",
                "/actuator/health/readiness/../../../api/v1/runs",
                "/actuator/%68ealth/../../api/v1/runs"
            })
    void shouldOpenNothingWithoutAKey(String path) throws IOException {
        var answer = RawHttp.get(gateway.port(), path, "anything.example");

        assertThat(answer).startsWith("HTTP/1.1 401");
        assertThat(answer).contains("WWW-Authenticate: Bearer", "\"type\":\"/problems/unauthorized\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer 4f1c9a52d",
                "Bearer 4f1c9a52d01",
                "Basic 4f1c9a52d0",
                "4f1c9a52d0",
                "Bearer 4F1C9A52D0",
                "Bearer 4f1c9a52d0 b7e20c11aa"
            })
    void shouldNotOpenForWhatIsNoKeyOfIts(String authorization) {
        assertProblem(gateway.call().get("/api/v1/runs", "Authorization", authorization), ProblemType.UNAUTHORIZED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer " + KEY, "bearer " + KEY, "Bearer " + OTHER})
    void shouldOpenForEachOfItsKeys(String authorization) {
        assertThat(gateway.call()
                        .get("/api/v1/runs", "Authorization", authorization)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void shouldTellEverybodyWhetherItIsWellAndNobodyWhatIsInside() {
        var health = gateway.call().get("/actuator/health");

        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body()).contains("\"kafka\"").doesNotContain("brokers");
        assertThat(gateway.call().get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(gateway.call().get("/actuator/health/readiness").statusCode())
                .isEqualTo(200);
    }
}
