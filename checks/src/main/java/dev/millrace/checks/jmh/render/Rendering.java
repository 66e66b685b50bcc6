package dev.millrace.checks.jmh.render;

import dev.millrace.app.config.ConfigReader;
import dev.millrace.app.config.problem.InvalidFile;
import dev.millrace.event.avro.AvroBuffer;
import dev.millrace.event.avro.AvroEventWriter;
import dev.millrace.event.frame.BodyCoding;
import dev.millrace.event.frame.FrameEncoder;
import dev.millrace.event.frame.FrameHome;
import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.render.SourceCatalog;
import dev.millrace.generator.render.SourceRenderer;
import dev.millrace.generator.source.SourceDraft;
import dev.millrace.generator.workload.Workload;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Renders one event after the other, the way the senders of a generated source do. Not thread-safe. */
final class Rendering {
    private static final int EVENTS_A_FRAME = 500;
    private static final int MICROS_APART = 3;

    private final SourceRenderer renderer;
    private final AvroEventWriter envelope;
    private final AvroBuffer out = new AvroBuffer();
    private final FrameEncoder frame;
    private long index;
    private long dueMicros = 1_790_000_000_000_000L;

    private Rendering(SourceRenderer renderer) {
        this.renderer = renderer;
        this.envelope = renderer.identity().avroWriter(1);
        this.frame = new FrameEncoder(renderer.identity().frameHead(new BodyCoding.Avro(1)), new FrameHome("bench", 0));
    }

    /** What a file would say of a source's fields. */
    record Fields(Map<String, FieldKind> fields, Workload rate) {}

    /**
     * Compiles a source.
     *
     * @param fields YAML, without the braces around
     * @param key    the field that is the key; null for none
     */
    static Rendering of(String fields, @Nullable String key) {
        var read = read(fields);
        var source = SourceDraft.to("bench")
                .key(key)
                .fields(read.fields())
                .rate(read.rate())
                .build();
        return new Rendering(new SourceCatalog(Map.of("bench", source), 42).renderer("bench", "run"));
    }

    /** What a file with these fields comes to. */
    static Fields read(String fields) {
        var text = "{fields: {" + fields + "}, rate: 1000/s}";
        try {
            return ConfigReader.read(Path.of("bench"), text, Fields.class, Map.of())
                    .value();
        } catch (InvalidFile e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    int json() {
        advance();
        renderer.render(index, dueMicros);
        var key = renderer.key();
        return renderer.value().length + (key == null ? 0 : key.length);
    }

    int avro() {
        advance();
        renderer.begin(index, dueMicros);
        var text = renderer.keyText();
        out.clear();
        envelope.open(index, dueMicros, renderer.hasKey() ? text.unsafeBytes() : null, 0, text.size(), out);
        renderer.avroData(out);
        var key = renderer.key();
        return out.toBytes().length + (key == null ? 0 : key.length);
    }

    int framed() {
        advance();
        renderer.begin(index, dueMicros);
        renderer.avroData(frame.body());
        var key = renderer.keyText();
        if (renderer.hasKey()) {
            frame.append(index, dueMicros, key.unsafeBytes(), 0, key.size());
        } else {
            frame.append(index, dueMicros);
        }
        return frame.count() < EVENTS_A_FRAME ? frame.count() : frame.finish().length;
    }

    private void advance() {
        index++;
        dueMicros += MICROS_APART;
    }
}
