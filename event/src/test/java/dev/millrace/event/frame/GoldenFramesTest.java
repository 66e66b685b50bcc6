package dev.millrace.event.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.avro.AvroSchema;
import dev.millrace.event.avro.SchemaFailure;
import dev.millrace.event.json.JsonBuffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenFramesTest {
    static Set<String> names() {
        return GoldenFrames.all().keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aFrameIsWrittenAsItWasWritten(String name) throws IOException {
        assertThat(GoldenFrames.all().get(name)).isEqualTo(resource(name + ".frame"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatWasWrittenIsStillRead(String name) throws Exception {
        var cursor = new FrameCursor();
        var unpacker = new FrameUnpacker(GoldenFramesTest::schema);
        var json = new JsonBuffer();

        cursor.open(resource(name + ".frame"), GoldenFrames.HOME);
        while (cursor.next()) {
            // Further attributes come in no order of their own; they are compared by themselves.
            withoutExtensions(unpacker, cursor, json);
            json.ascii('\n');
        }

        assertThat(json).hasToString(new String(resource(name + ".jsonl"), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("names")
    void theSpecificationReadsIt(String name) throws IOException {
        assertThat(new SpecReader(resource(name + ".frame")).items).isNotEmpty();
    }

    @Test
    void theExampleInTheSpecificationIsAFrame() throws IOException {
        var line = Pattern.compile("[0-9A-F]{2}  ((?:[0-9A-F]{2} )+).*");
        var bytes = Files.readAllLines(Path.of("..", "docs", "frame-format.md")).stream()
                .map(line::matcher)
                .filter(Matcher::matches)
                .map(found -> found.group(1).replace(" ", ""))
                .collect(Collectors.joining());

        assertThat(HexFormat.of().parseHex(bytes)).isEqualTo(resource("v1-one-event.frame"));
    }

    private static void withoutExtensions(FrameUnpacker unpacker, FrameCursor cursor, JsonBuffer json)
            throws UnreadableEvent, SchemaFailure {
        var event = unpacker.event(cursor);
        if (event.extensions().isEmpty()) {
            unpacker.writeJson(cursor, json);
        } else {
            json.string(
                    event.id() + " " + new TreeMap<>(event.extensions()) + " " + event.trace() + " " + event.data());
        }
    }

    private static AvroSchema schema(int id) throws SchemaFailure {
        if (id != GoldenFrames.SCHEMA_ID) {
            throw new SchemaFailure.Unknown("no schema " + id);
        }
        return GoldenFrames.SCHEMA;
    }

    private static byte[] resource(String name) throws IOException {
        try (var in = GoldenFramesTest.class.getResourceAsStream("/frame/" + name)) {
            assertThat(in).as(name).isNotNull();
            return in.readAllBytes();
        }
    }
}
