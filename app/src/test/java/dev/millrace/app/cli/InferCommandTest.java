package dev.millrace.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From a capture to a file, and from the file to events that are like the captured ones. */
class InferCommandTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int EVENTS = 8_000;

    @TempDir
    private Path folder;

    /** Requests as a web server logs them (seed 99), and as many of the source that was inferred from them. */
    @Test
    void aSampleOfAnInferredAccessLogIsLikeTheLog() throws Exception {
        var original = WebCapture.lines(99, EVENTS);
        var capture = Files.write(folder.resolve("access.jsonl"), original);

        var inferred = Shell.run("infer", "--name", "access", capture.toString());
        var file = Files.writeString(folder.resolve("access.yaml"), inferred.out());
        var sampled = Shell.run("sample", "access", "-n", "" + EVENTS, "-f", file.toString());

        assertThat(inferred.exitCode()).as(inferred.err()).isZero();
        assertThat(sampled.exitCode()).as(sampled.err()).isZero();
        var before = original.stream().map(JSON::readTree).toList();
        var after = sampled.out()
                .lines()
                .map(line -> JSON.readTree(line).get("data"))
                .toList();
        for (var listed : List.of("method", "status", "path", "agent", "country")) {
            assertThat(difference(counts(before, listed), counts(after, listed)))
                    .as(listed)
                    .isLessThan(0.04);
        }
        for (var number : List.of("bytes", "seconds")) {
            assertThat(distance(numbers(before, number), numbers(after, number)))
                    .as(number)
                    .isLessThan(0.06);
        }
        assertThat(nulls(after, "referer")).isCloseTo(nulls(before, "referer"), within(0.02));
        assertThat(skewDifference(counts(before, "client"), counts(after, "client")))
                .isLessThan(0.04);
        assertThat((double) counts(after, "client").size())
                .isCloseTo(
                        counts(before, "client").size(),
                        within(0.1 * counts(before, "client").size()));
        assertThat(after).allMatch(event -> event.get("request").asString().matches("[0-9a-f]{16}"));
        assertThat(inferred.out()).containsPattern("rate: (39|40)[.\\d]*/s").contains("time: {timestamp: due}");
    }

    @Test
    void whatStandsInTheFileCanBeChecked() throws Exception {
        var capture =
                Files.write(folder.resolve("c.jsonl"), List.of("{\"a b\":\"x: y\",\"n\":[1,2],\"o\":{\"null\":true}}"));

        var file = Files.writeString(
                folder.resolve("c.yaml"), Shell.run("infer", capture.toString()).out());

        var check = Shell.run("check", "-f", file.toString());
        assertThat(check.exitCode()).as(check.err()).isZero();
    }

    @Test
    void badLinesAreToldAndPassedOver() throws Exception {
        var capture = Files.write(folder.resolve("c.jsonl"), List.of("{\"a\":1}", "oops", "{\"a\":2}"));

        var inferred = Shell.run("infer", capture.toString());

        assertThat(inferred.exitCode()).isZero();
        assertThat(inferred.err())
                .contains(capture + ": line 2 is no JSON object")
                .contains("1 of 3 lines");
        assertThat(inferred.out()).contains("sources:").doesNotContain("oops");
    }

    @Test
    void aFileWithoutEventsIsRefused() throws Exception {
        var capture = Files.write(folder.resolve("c.jsonl"), List.of("{", "  \"a\": 1", "}"));

        var inferred = Shell.run("infer", capture.toString());

        assertThat(inferred.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(inferred.err()).contains("jq -c");
        assertThat(inferred.out()).isEmpty();
        assertThat(Shell.run("infer", folder.resolve("none").toString()).exitCode())
                .isEqualTo(ExitCode.USAGE);
    }

    private static Map<String, Long> counts(List<JsonNode> events, String field) {
        return events.stream()
                .map(event -> event.get(field).asString())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static double[] numbers(List<JsonNode> events, String field) {
        return events.stream()
                .mapToDouble(event -> event.get(field).asDouble())
                .sorted()
                .toArray();
    }

    private static double nulls(List<JsonNode> events, String field) {
        return (double) events.stream()
                        .filter(event -> !event.has(field) || event.get(field).isNull())
                        .count()
                / events.size();
    }

    /** Half the sum of the differences of shares. */
    private static double difference(Map<String, Long> one, Map<String, Long> other) {
        var values = new HashSet<>(one.keySet());
        values.addAll(other.keySet());
        return values.stream()
                        .mapToDouble(value ->
                                Math.abs(one.getOrDefault(value, 0L) - other.getOrDefault(value, 0L)) / (double) EVENTS)
                        .sum()
                / 2;
    }

    /** The greatest difference between the shares that so many of the most frequent values have. */
    private static double skewDifference(Map<String, Long> one, Map<String, Long> other) {
        var a = one.values().stream().mapToLong(count -> -count).sorted().toArray();
        var b = other.values().stream().mapToLong(count -> -count).sorted().toArray();
        double farthest = 0;
        long sum = 0;
        for (int i = 0; i < Math.max(a.length, b.length); i++) {
            sum += (i < a.length ? a[i] : 0) - (i < b.length ? b[i] : 0);
            farthest = Math.max(farthest, Math.abs(sum) / (double) EVENTS);
        }
        return farthest;
    }

    /** Kolmogorov's distance of two sorted samples. */
    private static double distance(double[] one, double[] other) {
        double farthest = 0;
        for (double value : Arrays.stream(one).distinct().toArray()) {
            farthest = Math.max(farthest, Math.abs(upTo(one, value) - upTo(other, value)));
        }
        return farthest;
    }

    private static double upTo(double[] sorted, double value) {
        int at = Arrays.binarySearch(sorted, Math.nextUp(value));
        at = at < 0 ? -at - 1 : at;
        while (at > 0 && sorted[at - 1] > value) {
            at--;
        }
        return (double) at / sorted.length;
    }
}
