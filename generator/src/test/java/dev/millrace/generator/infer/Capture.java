package dev.millrace.generator.infer;

import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.render.SourceCatalog;
import dev.millrace.generator.source.SourceDefinition;
import dev.millrace.generator.testing.Definitions;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Events of a source as lines, as a capture has them. */
record Capture(List<String> lines, List<JsonNode> data) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long START = 1_795_294_763_000_000L;

    Capture(List<String> lines) {
        this(lines, lines.stream().map(line -> JSON.readTree(line).get("data")).toList());
    }

    /** The first events of a source named {@code s}. */
    static Capture of(SourceDefinition source, long seed, int events) {
        var renderer = new SourceCatalog(Map.of("s", source), seed).renderer("s", "run");
        var times = Definitions.dueTimes(source.rate());
        var lines = new ArrayList<String>();
        for (int i = 0; i < events; i++) {
            renderer.render(i, START + times.offsetNanos(i) / 1_000);
            lines.add(new String(renderer.value(), StandardCharsets.UTF_8));
        }
        return new Capture(lines);
    }

    /** Events with one field, {@code f}, at 100 a second. */
    static Capture ofField(FieldKind kind, long seed, int events) {
        return of(Definitions.generated("t", null, 100, null, "f", kind), seed, events);
    }

    /** The same without what stands around the data. */
    Capture bare() {
        return new Capture(data.stream().map(JsonNode::toString).toList(), data);
    }

    Stream<JsonNode> values(String pointer) {
        return data.stream().map(event -> event.at(pointer));
    }

    double[] numbers(String pointer) {
        return values(pointer)
                .filter(JsonNode::isNumber)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    Map<String, Long> counts(String pointer) {
        return values(pointer).collect(Collectors.groupingBy(JsonNode::asString, Collectors.counting()));
    }

    double nullShare(String pointer) {
        return (double) values(pointer).filter(JsonNode::isNull).count() / lines.size();
    }

    InferredSource inferred() throws Exception {
        return inferred(new InferenceSettings(null, null, null, InferenceSettings.MOST_LISTED));
    }

    InferredSource inferred(InferenceSettings settings) throws Exception {
        var text = String.join("\n", lines);
        return SourceInference.of(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), settings);
    }

    /** As many events of the source inferred from this, under another seed. */
    Capture again() throws Exception {
        return Capture.of(inferred().definition(), 4_711, lines.size());
    }
}
