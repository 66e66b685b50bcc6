package dev.millrace.gateway;

import static dev.millrace.gateway.Caller.EVENTS;
import static dev.millrace.gateway.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.gateway.problem.ProblemType;
import dev.millrace.gateway.settings.GatewayLimits;
import dev.millrace.gateway.settings.GatewaySettings;
import dev.millrace.settings.DataSize;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LoadIT {
    private static final int POSTS = 1_000;
    private static final int LARGE = 1 << 20;

    @RegisterExtension
    static final OpenGateway gateway = new OpenGateway(new GatewaySettings(
            GatewaySettings.LOOPBACK,
            0,
            List.of(),
            List.of(),
            new GatewayLimits(
                    new DataSize(2 * LARGE),
                    new DataSize(2 * LARGE),
                    10_000,
                    100,
                    new DataSize(10 * LARGE),
                    Duration.ofSeconds(30)),
            Duration.ofSeconds(60),
            Duration.ofSeconds(2)));

    @Test
    void shouldHoldAThousandPostsAtOnce() {
        gateway.rooms.intake.hold = true;
        var answers = IntStream.range(0, POSTS)
                .mapToObj(i -> post("{\"n\":" + i + "}"))
                .toList();

        await().atMost(Duration.ofSeconds(60)).until(() -> gateway.rooms.intake.held.size() == POSTS);
        assertThat(answers).noneMatch(CompletableFuture::isDone);
        gateway.rooms.intake.release();

        assertThat(answers.stream().map(CompletableFuture::join))
                .allMatch(answer -> answer.statusCode() == 201)
                .extracting(answer -> Caller.json(answer).path("first_index").asInt())
                .doesNotHaveDuplicates()
                .hasSize(POSTS);
        assertThat(gateway.rooms.intake.taken()).doesNotHaveDuplicates().hasSize(POSTS);
    }

    @Test
    void shouldTurnLargeBodiesAwayBeforeTheyFillTheHeap() {
        gateway.rooms.intake.hold = true;
        var large = "{\"a\":\"" + "x".repeat(LARGE) + "\"}";
        var answers = IntStream.range(0, 20).mapToObj(i -> post(large)).toList();

        await().atMost(Duration.ofSeconds(60))
                .until(() -> gateway.rooms.intake.held.size()
                                + answers.stream()
                                        .filter(CompletableFuture::isDone)
                                        .count()
                        == answers.size());
        assertThat(bodyBytes()).isLessThanOrEqualTo(10 * LARGE);
        var refused = answers.stream().filter(CompletableFuture::isDone).toList();
        gateway.rooms.intake.release();

        assertThat(refused).isNotEmpty().hasSizeLessThan(answers.size());
        refused.forEach(answer -> assertProblem(answer.join(), ProblemType.OVERLOADED));
        await().until(() -> bodyBytes() == 0);
    }

    private static double bodyBytes() {
        return gateway.registry.get("millrace.http.body.bytes").gauge().value();
    }

    private static CompletableFuture<HttpResponse<String>> post(String body) {
        var call = gateway.call();
        return call.http()
                .sendAsync(
                        call.request(EVENTS, "Content-Type", "application/json")
                                .timeout(Duration.ofSeconds(60))
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
    }
}
