package dev.millrace.gateway;

import static dev.millrace.gateway.Caller.EVENTS;
import static dev.millrace.gateway.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.port.Refusal;
import dev.millrace.gateway.problem.ProblemType;
import dev.millrace.gateway.settings.GatewayLimits;
import dev.millrace.gateway.settings.GatewaySettings;
import dev.millrace.settings.DataSize;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IngestRefusalsIT {
    private static final String JSON = "application/json";
    private static final String LINES = "application/x-ndjson";
    private static final String EVENT = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final int MOST = 100_000;

    @RegisterExtension
    static final OpenGateway gateway = new OpenGateway(new GatewaySettings(
            GatewaySettings.LOOPBACK,
            0,
            List.of(),
            List.of(),
            new GatewayLimits(
                    new DataSize(MOST), new DataSize(1_000), 50, 10, new DataSize(4 * MOST), Duration.ofSeconds(10)),
            Duration.ofMillis(300),
            Duration.ofSeconds(2)));

    /** Whatever is refused, nothing of it may have been handed on, and no memory may stay taken. */
    @AfterEach
    void nothingIsLeft() {
        assertThat(gateway.rooms.intake.taken()).isEmpty();
        assertThat(gateway.registry.get("millrace.http.body.bytes").gauge().value())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "[{}",
                "[{},]",
                "{}{}",
                "[{}] x",
                "{\"a\":}",
                "{a:1}",
                "{'a':1}",
                "nul",
                "\"a\"",
                "1",
                "null",
                "[1]",
                "[{},[]]",
                "[null]",
                "[]",
                "{\"a\":\"\u0001\"}",
                "{\"a\":1e}",
                "{\"a\":01}",
                "{\"a\":NaN}",
                "<a/>",
                "{]",
                "\u0000{}",
                "{\"a\":\"\\x\"}",
                "// {}",
                "{} // {}"
            })
    void shouldRefuseWhatIsNotJsonObjects(String body) {
        assertProblem(post(JSON, body), ProblemType.MALFORMED_BODY);
    }

    @Test
    void shouldSayWhichEventOfAnArrayCannotBeRead() {
        var problem = assertProblem(post(JSON, "[{},{},{\"a\":x}]"), ProblemType.MALFORMED_BODY);

        assertThat(problem.path("event").asInt()).isEqualTo(2);
        assertThat(problem.path("detail").asString()).contains("at byte 12");
    }

    @Test
    void shouldSayWhichLineCannotBeRead() {
        var problem = assertProblem(post(LINES, "{}\n\n{}\n{\"a\":\n{}"), ProblemType.MALFORMED_BODY);

        assertThat(problem.path("line").asInt()).isEqualTo(4);
        assertThat(problem.path("detail").asString()).contains("it ends before it is complete");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "{}{}", "[{}]", "7", "{}\nx"})
    void shouldRefuseLinesThatAreNotOneObjectEach(String body) {
        assertProblem(post(LINES, body), ProblemType.MALFORMED_BODY);
    }

    @ParameterizedTest
    @CsvSource({"EDA080, a surrogate", "C080, overlong", "FF, no lead byte", "C3, cut short", "F4908080, beyond Unicode"
    })
    void shouldRefuseWhatIsNotUtf8(String hex, String why) {
        var body = ("{\"a\":\"" + new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1) + "\"}")
                .getBytes(StandardCharsets.ISO_8859_1);

        var problem = assertProblem(gateway.call().post(EVENTS, JSON, body), ProblemType.MALFORMED_BODY);

        assertThat(problem.path("detail").asString()).as(why).contains("byte 6");
    }

    @Test
    void shouldRefuseOtherEncodingsOfUnicode() {
        assertProblem(
                gateway.call().post(EVENTS, JSON, "{}".getBytes(StandardCharsets.UTF_16LE)),
                ProblemType.MALFORMED_BODY);
        assertProblem(
                gateway.call().post(EVENTS, JSON, "[{}]".getBytes(StandardCharsets.UTF_32BE)),
                ProblemType.MALFORMED_BODY);
        assertProblem(post(JSON + ";charset=utf-16", "{}"), ProblemType.UNSUPPORTED_MEDIA_TYPE);
    }

    @Test
    void shouldRefuseWhatIsNestedTooDeep() {
        assertProblem(post(JSON, "{\"a\":".repeat(11) + "1" + "}".repeat(11)), ProblemType.MALFORMED_BODY);
        assertProblem(post(JSON, "[".repeat(90_000)), ProblemType.MALFORMED_BODY);
        assertProblem(post(JSON, "{\"a\":" + "[".repeat(90_000)), ProblemType.MALFORMED_BODY);
        assertProblem(
                post(EVENT, cloudEvent("\"data\":" + "[".repeat(40) + "]".repeat(40))), ProblemType.MALFORMED_BODY);
    }

    @Test
    void shouldRefuseAbsurdNumbersAndNames() {
        assertProblem(post(JSON, "{\"a\":" + "9".repeat(5_000) + "}"), ProblemType.MALFORMED_BODY);
        assertProblem(post(JSON, "{\"" + "a".repeat(60_000) + "\":1}"), ProblemType.MALFORMED_BODY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                                      | 'specversion' is missing
            {"specversion":"1.0","id":"a","type":"t"}                               | 'source' is missing
            {"specversion":"1.0","id":"","source":"s","type":"t"}                   | 'id' is missing
            {"specversion":"0.3","id":"a","source":"s","type":"t"}                  | must be 1.0
            {"specversion":"1.0","id":"a","id":"b","source":"s","type":"t"}         | twice
            {"specversion":"1.0","id":{},"source":"s","type":"t"}                   | must be a string
            {"specversion":"1.0","id":"a","source":"s","type":"t","time":"noon"}    | not an RFC 3339 time
            {"specversion":"1.0","id":"a","source":"s","type":"t","time":"+999999999-01-01T00:00:00Z"} | not within the years 1 to 9999
            {"specversion":"1.0","id":"a","source":"s","type":"t","run":"r"}        | run and index go together
            {"specversion":"1.0","id":"a","source":"s","type":"t","data_base64":""} | binary data
            """)
    void shouldRefuseWhatIsNoCloudEvent(String body, String words) {
        var problem = assertProblem(post(EVENT, body), ProblemType.INVALID_EVENT);

        assertThat(problem.path("detail").asString()).contains(words);
    }

    @Test
    void shouldSayWhichCloudEventOfABatchIsNotValid() {
        var body = "[" + cloudEvent("\"data\":1") + "," + cloudEvent("\"time\":\"noon\"") + "]";

        var problem = assertProblem(post(BATCH, body), ProblemType.INVALID_EVENT);

        assertThat(problem.path("event").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%4", "%zz", "%C3", "100%"})
    void shouldRefuseBinaryAttributesThatAreNotPercentEncoded(String id) {
        assertProblem(
                post(JSON, "{}", "ce-specversion", "1.0", "ce-id", id, "ce-source", "s", "ce-type", "t"),
                ProblemType.INVALID_EVENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce-data", "CE-Data", "ce-data_base64", "ce-"})
    void shouldRefuseHeadersThatNameNoAttribute(String header) {
        var problem = assertProblem(
                post(JSON, "{}", "ce-specversion", "1.0", "ce-id", "a", "ce-source", "s", "ce-type", "t", header, "x"),
                ProblemType.INVALID_EVENT);

        assertThat(problem.path("detail").asString()).contains(header.toLowerCase(Locale.ROOT));
        assertThat(gateway.rooms.intake.taken()).isEmpty();
    }

    @Test
    void shouldRefuseAnAttributeThatComesTwiceInHeaders() {
        assertProblem(
                post(JSON, "{}", "ce-specversion", "1.0", "ce-id", "a", "ce-id", "b", "ce-source", "s", "ce-type", "t"),
                ProblemType.INVALID_EVENT);
    }

    @Test
    void shouldRefuseMoreThanItIsMeantToTake() {
        var body = assertProblem(post(JSON, " ".repeat(MOST + 1)), ProblemType.BODY_TOO_LARGE);
        var event =
                assertProblem(post(JSON, "[{},{\"a\":\"" + "x".repeat(1_000) + "\"}]"), ProblemType.EVENT_TOO_LARGE);
        var events = assertProblem(post(LINES, "{}\n".repeat(51)), ProblemType.TOO_MANY_EVENTS);

        assertThat(body.path("limit").asInt()).isEqualTo(MOST);
        assertThat(event.path("event").asInt()).isEqualTo(1);
        assertThat(events.path("limit").asInt()).isEqualTo(50);
    }

    @Test
    void shouldStopReadingABodyOfUnknownLengthAtTheLimit() {
        var call = gateway.call();

        var response = call.send(call.request(EVENTS, "Content-Type", JSON)
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[MOST + 10]))));

        assertProblem(response, ProblemType.BODY_TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/cloudevents+avro", "nonsense", "*/*"})
    void shouldSayWhichTypesItTakes(String type) {
        var response = post(type, "{}");

        assertProblem(response, ProblemType.UNSUPPORTED_MEDIA_TYPE);
        assertThat(response.headers().firstValue("Accept").orElse(""))
                .contains("application/json", "application/x-ndjson", "application/cloudevents-batch+json");
    }

    @Test
    void shouldRefuseCompressedBodies() {
        assertProblem(post(JSON, "{}", "Content-Encoding", "gzip"), ProblemType.UNSUPPORTED_MEDIA_TYPE);
    }

    @Test
    void shouldNameTheSourcesThereAre() {
        var response = gateway.call().post("/api/v1/sources/orders/events", JSON, "{}");

        var problem = assertProblem(response, ProblemType.UNKNOWN_SOURCE);
        assertThat(problem.path("detail").asString())
                .isEqualTo("there is no source 'orders' for this; there are: partners");
    }

    @Test
    void shouldAnswer503WithRetryAfterWhileKafkaIsDown() {
        gateway.rooms.intake.failure =
                new Refusal.Unavailable("kafka", "no broker answers", Duration.ofSeconds(5), null);

        var response = post(JSON, "{}");

        assertProblem(response, ProblemType.UNAVAILABLE);
        assertThat(response.headers().firstValue("Retry-After")).contains("5");
    }

    @Test
    void shouldAnswer429WithRetryAfterWhenThereIsTooMuch() {
        gateway.rooms.intake.failure =
                new CompletionException(new Refusal.Overloaded("the queue is full", Duration.ofMillis(1)));

        var response = post(JSON, "{}");

        assertProblem(response, ProblemType.OVERLOADED);
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void shouldSayWhichEventDoesNotFitOnItsTopic() {
        gateway.rooms.intake.failure = new Refusal.EventTooLarge(3, 2_000_000, 1_000_000);

        var problem = assertProblem(post(JSON, "{}"), ProblemType.EVENT_TOO_LARGE);

        assertThat(problem.path("event").asInt()).isEqualTo(3);
    }

    @Test
    void shouldNotInviteToTryAgainWithMoreEventsThanASourceEverHolds() {
        gateway.rooms.intake.failure = new Refusal.TooManyEvents(101, 100);

        var response = post(JSON, "{}");

        var problem = assertProblem(response, ProblemType.TOO_MANY_EVENTS);
        assertThat(problem.path("limit").asInt()).isEqualTo(100);
        assertThat(response.headers().firstValue("Retry-After")).isEmpty();
    }

    @Test
    void shouldSayThatItCannotTellWhenKafkaDoesNotConfirmInTime() {
        gateway.rooms.intake.hold = true;

        assertProblem(post(JSON, "{}"), ProblemType.UNCONFIRMED);

        gateway.rooms.intake.reset();
    }

    private static String cloudEvent(String more) {
        return "{\"specversion\":\"1.0\",\"id\":\"a\",\"source\":\"s\",\"type\":\"t\"," + more + "}";
    }

    private static HttpResponse<String> post(String contentType, String body, String... headers) {
        return gateway.call().post(EVENTS, contentType, body, headers);
    }
}
