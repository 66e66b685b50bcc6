package dev.millrace.gateway;

import static dev.millrace.gateway.Caller.EVENTS;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies that are nearly right: whatever comes, the answer is a receipt or says what is wrong with the body. */
class FuzzIT {
    private static final int ROUNDS = 1_500;
    private static final List<String> TYPES = List.of(
            "application/json",
            "application/x-ndjson",
            "application/cloudevents+json",
            "application/cloudevents-batch+json");
    private static final List<String> SEEDS = List.of(
            "{\"customer\":\"c-1\",\"amount\":12.5,\"tags\":[\"a\",null,true],\"é\":{\"x\":{}}}",
            "[{\"a\":1},{\"a\":2}]",
            "{\"a\":1}\n{\"a\":2}\n",
            "{\"specversion\":\"1.0\",\"id\":\"a\",\"source\":\"s\",\"type\":\"t\",\"time\":\"2026-11-21T10:00:00Z\","
                    + "\"run\":\"r\",\"index\":\"7\",\"partitionkey\":\"k\",\"data\":{\"n\":-1.5e10}}",
            "[{\"specversion\":\"1.0\",\"id\":\"a\",\"source\":\"s\",\"type\":\"t\",\"data\":[1,2]},"
                    + "{\"specversion\":\"1.0\",\"id\":\"b\",\"source\":\"s\",\"type\":\"t\"}]",
            "{\"sources\":[\"orders\"],\"rate\":\"5/s\",\"count\":10,\"duration\":\"30s\"}");
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "\\u",
            "\\ud800",
            "null",
            "true",
            "-",
            "1e999999999",
            "0",
            "\n",
            "\r",
            "\u0000",
            "\uFEFF",
            "\"data\":",
            "\"time\":\"+999999999-12-31T23:59:60Z\"",
            "\"index\":\"-1\"",
            "\"index\":9223372036854775808",
            "\"traceparent\":\"00-\"",
            "\"data_base64\":\"\"",
            "\"id\":[]",
            "//",
            "[".repeat(200));

    @RegisterExtension
    static final OpenGateway gateway = OpenGateway.onLoopback();

    static List<Long> seeds() {
        return List.of(20261121L, System.nanoTime());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldNeverFailForWhatIsInABody(long seed) {
        System.out.println("bodies made from seed " + seed);
        var random = new Random(seed);
        int taken = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var body = mutate(pick(SEEDS, random).getBytes(StandardCharsets.UTF_8), random);
            var response = send(body, random);
            if (response.statusCode() == 201) {
                taken++;
            } else {
                assertThat(response.statusCode())
                        .as(() -> "seed " + seed + ": " + new String(body, StandardCharsets.ISO_8859_1) + " -> "
                                + response.body())
                        .isIn(400, 413, 415, 422);
                assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
                assertThat(response.body()).doesNotContain("[Source", "Exception", "java.");
            }
        }
        // Were hardly any taken, the bodies would not be nearly right, and the test would test little.
        assertThat(taken).isGreaterThan(ROUNDS / 50).isLessThan(ROUNDS);
    }

    private static HttpResponse<String> send(byte[] body, Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> gateway.call().post("/api/v1/runs", "application/json", body);
            case 1 ->
                gateway.call()
                        .post(
                                EVENTS,
                                "application/json",
                                body,
                                "ce-specversion",
                                "1.0",
                                "ce-id",
                                "a",
                                "ce-source",
                                "s",
                                "ce-type",
                                "t");
            default -> gateway.call().post(EVENTS, pick(TYPES, random), body);
        };
    }

    private static byte[] mutate(byte[] body, Random random) {
        var bytes = body;
        for (int i = random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(bytes.length + 1);
            bytes = switch (random.nextInt(5)) {
                case 0 -> Arrays.copyOf(bytes, at);
                case 1 -> join(bytes, at, new byte[] {(byte) random.nextInt(256)}, Math.min(at + 1, bytes.length));
                case 2 -> join(bytes, at, pick(PIECES, random).getBytes(StandardCharsets.UTF_8), at);
                case 3 -> join(bytes, at, new byte[0], Math.min(at + random.nextInt(9), bytes.length));
                default -> join(bytes, at, bytes, at);
            };
        }
        return bytes;
    }

    private static byte[] join(byte[] bytes, int until, byte[] middle, int from) {
        var joined = new byte[until + middle.length + bytes.length - from];
        System.arraycopy(bytes, 0, joined, 0, until);
        System.arraycopy(middle, 0, joined, until, middle.length);
        System.arraycopy(bytes, from, joined, until + middle.length, bytes.length - from);
        return joined;
    }

    private static <T> T pick(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
