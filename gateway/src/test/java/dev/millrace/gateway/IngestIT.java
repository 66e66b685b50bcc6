package dev.millrace.gateway;

import static dev.millrace.gateway.Caller.EVENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.event.EventData;
import dev.millrace.event.TraceContext;
import dev.millrace.gateway.port.IncomingEvent;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IngestIT {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String OTHER_TRACE = "00-1af7651916cd43dd8448eb211c80319c-c7ad6b7169203331-00";

    @RegisterExtension
    static final OpenGateway gateway = OpenGateway.onLoopback();

    @Test
    void shouldTakeOneEventAsItsData() {
        var response = post("application/json", "{\"customer\":\"c-1\", \"amount\": 12.50}");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body())
                .isEqualTo("{\"run\":\"run-in\",\"source\":\"partners\",\"first_index\":0,\"accepted\":1}");
        assertThat(gateway.rooms.intake.taken()).containsExactly(data("{\"customer\":\"c-1\", \"amount\": 12.50}"));
    }

    @Test
    void shouldTakeAnArrayInItsOrder() {
        var response = post("application/json; charset=utf-8", " [ {\"a\":1} ,\n{\"a\":[{},[]]},{} ] ");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(Caller.json(response).path("accepted").asInt()).isEqualTo(3);
        assertThat(gateway.rooms.intake.taken())
                .containsExactly(data("{\"a\":1}"), data("{\"a\":[{},[]]}"), data("{}"));
    }

    @Test
    void shouldKeepDataByteForByte() {
        var text = "{ \"ß\\u00e9😀\" : 1.0e+400 , \"a\":1,\"a\":2 }";

        post("application/json", "\uFEFF[" + text + "]");

        assertThat(gateway.rooms.intake.taken()).containsExactly(data(text));
    }

    @Test
    void shouldTakeLines() {
        var response = post("application/x-ndjson", "{\"a\":1}\r\n\n  {\"a\":\"ü\"}\n{\"a\":3}");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(gateway.rooms.intake.taken())
                .containsExactly(data("{\"a\":1}"), data("{\"a\":\"ü\"}"), data("{\"a\":3}"));
    }

    @Test
    void shouldTakeACloudEventWithAllItSays() {
        var response = post("application/cloudevents+json", """
                {"specversion":"1.0","id":"e-1","source":"/crm","type":"order.placed",
                 "time":"2026-11-21T10:00:00.5+01:00","partitionkey":"c-1","correlationid":"s-9",
                 "traceparent":"%s","tenant":"north","subject":null,"data":{"amount": 3}}""".formatted(TRACE));

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(gateway.rooms.intake.taken())
                .containsExactly(new IncomingEvent(
                        "e-1",
                        "order.placed",
                        Instant.parse("2026-11-21T09:00:00.5Z"),
                        "c-1",
                        "s-9",
                        TraceContext.parse(TRACE).orElseThrow(),
                        Map.of("tenant", "north", "originalsource", "/crm"),
                        EventData.ofJson("{\"amount\": 3}")));
    }

    @Test
    void shouldKeepWhereAnEventFirstCameFrom() {
        post("application/cloudevents-batch+json", """
                [{"specversion":"1.0","id":"a","source":"orders","type":"t","run":"r-1","index":"7"},
                 {"specversion":"1.0","id":"b","source":"orders","type":"t","run":"r-2","index":"8",
                  "originalsource":"shop","originalrun":"r-0","originalindex":"6"}]""");

        assertThat(gateway.rooms.intake.taken())
                .extracting(IncomingEvent::extensions)
                .containsExactly(
                        Map.of("originalsource", "orders", "originalrun", "r-1", "originalindex", "7"),
                        Map.of("originalsource", "shop", "originalrun", "r-0", "originalindex", "6"));
    }

    @Test
    void shouldTakeACloudEventInBinaryMode() {
        var response = post(
                "application/vnd.shop+json",
                "[1, 2]",
                "ce-specversion",
                "1.0",
                "CE-ID",
                "e-2",
                "ce-source",
                "/crm%20%C3%A9",
                "ce-type",
                "\"order.\\\"placed\\\"\"",
                "ce-time",
                "2026-11-21T10:00:00Z",
                "ce-tenant",
                "north");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(gateway.rooms.intake.taken())
                .containsExactly(new IncomingEvent(
                        "e-2",
                        "order.\"placed\"",
                        Instant.parse("2026-11-21T10:00:00Z"),
                        null,
                        "e-2",
                        null,
                        Map.of("tenant", "north", "originalsource", "/crm é"),
                        EventData.ofJson("[1, 2]")));
    }

    @Test
    void shouldTakeABinaryCloudEventThatSaysNothing() {
        var request = gateway.call()
                .request(EVENTS, "ce-specversion", "1.0", "ce-id", "e-3", "ce-source", "/crm", "ce-type", "ping")
                .POST(BodyPublishers.noBody());

        assertThat(gateway.call().send(request).statusCode()).isEqualTo(201);
        assertThat(gateway.rooms.intake.taken()).extracting(IncomingEvent::data).containsExactly(EventData.NULL);
    }

    @Test
    void shouldGiveEventsWithoutATraceTheOneOfTheRequest() {
        post("application/json", "{}", "traceparent", TRACE);
        post(
                "application/cloudevents+json",
                "{\"specversion\":\"1.0\",\"id\":\"a\",\"source\":\"s\",\"type\":\"t\",\"traceparent\":\"" + OTHER_TRACE
                        + "\"}",
                "traceparent",
                TRACE);
        post("application/json", "{}", "traceparent", "nonsense");

        assertThat(gateway.rooms.intake.taken())
                .extracting(event -> String.valueOf(event.trace()))
                .containsExactly(TRACE, OTHER_TRACE, "null");
    }

    @Test
    void shouldAnswerOnlyOnceKafkaHasTheEvents() {
        gateway.rooms.intake.hold = true;
        var call = gateway.call();
        var answer = call.http()
                .sendAsync(
                        call.request(EVENTS, "Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{}"))
                                .build(),
                        BodyHandlers.ofString());
        await().until(() -> gateway.rooms.intake.held.size() == 1);
        assertThat(answer).isNotDone();

        gateway.rooms.intake.release();

        assertThat(answer.join().statusCode()).isEqualTo(201);
    }

    @Test
    void shouldTakeABodyOfUnknownLength() {
        var large = "{\"a\":\"" + "x".repeat(300_000) + "\"}";
        var bytes = large.getBytes(StandardCharsets.UTF_8);
        var call = gateway.call();

        var response = call.send(call.request(EVENTS, "Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes))));

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(gateway.rooms.intake.taken()).containsExactly(data(large));
    }

    private static HttpResponse<String> post(String contentType, String body, String... headers) {
        return gateway.call().post(EVENTS, contentType, body, headers);
    }

    private static IncomingEvent data(String json) {
        return IncomingEvent.of(EventData.ofJson(json), null);
    }
}
