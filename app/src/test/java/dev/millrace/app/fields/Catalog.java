package dev.millrace.app.fields;

import dev.millrace.app.config.ConfigReader;
import dev.millrace.app.config.problem.InvalidFile;
import dev.millrace.app.file.MillraceFile;
import dev.millrace.generator.render.SourceCatalog;
import dev.millrace.generator.render.SourceRenderer;
import dev.millrace.generator.workload.Timeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** The file in which every kind of field stands. */
record Catalog(MillraceFile file) {
    static final Path FOLDER = Path.of("src", "test", "resources", "dev", "millrace", "app", "fields");

    /** When the first event is due, microseconds since 1970. */
    private static final long START = 1_795_294_763_123_456L;

    static Catalog read() throws IOException, InvalidFile {
        return of(Files.readString(FOLDER.resolve("catalog.yaml")));
    }

    static Catalog of(String yaml) throws InvalidFile {
        return new Catalog(ConfigReader.read(Path.of("catalog.yaml"), yaml, MillraceFile.class, Map.of())
                .value());
    }

    Set<String> sources() {
        return file.sources().keySet();
    }

    SourceRenderer renderer(String source) {
        return new SourceCatalog(file.sources(), file.seed()).renderer(source, "golden");
    }

    /** When an event is due, microseconds since 1970. */
    long due(String source, long index) {
        var begin = Timeline.from(Instant.EPOCH);
        var times = file.sources().get(source).pacing().orElseThrow().dueTimes(file.seed(), source, () -> begin);
        return START + times.offsetNanos(index) / 1_000;
    }

    /** An event's record as text: its value, then its key and headers where it has any. */
    String event(SourceRenderer renderer, String source, long index) {
        renderer.render(index, due(source, index));
        var text = new StringBuilder(text(renderer.value()));
        var key = renderer.key();
        if (key != null) {
            text.append(" key=").append(text(key));
        }
        renderer.headers()
                .forEach(header ->
                        text.append(' ').append(header.key()).append('=').append(text(header.value())));
        return text.toString();
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
