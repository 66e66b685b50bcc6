package dev.millrace.app.fields;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.app.config.shape.RecordType;
import dev.millrace.app.config.shape.Shape;
import dev.millrace.app.config.shape.Shapes;
import dev.millrace.generator.field.FieldKind;
import java.nio.file.Files;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A stream, once published, must not change: the first events of every kind, as they always were. After a change that
 * is meant, {@code -Dmillrace.update=true} writes the files anew.
 */
class GoldenTest {
    private static final int EVENTS = 12;

    static Stream<String> sources() throws Exception {
        return Catalog.read().sources().stream();
    }

    @ParameterizedTest
    @MethodSource("sources")
    void everyKindMakesWhatItAlwaysMade(String source) throws Exception {
        var catalog = Catalog.read();
        var renderer = catalog.renderer(source);
        var events = LongStream.range(0, EVENTS)
                .mapToObj(index -> catalog.event(renderer, source, index) + "\n")
                .collect(Collectors.joining());

        var golden = Catalog.FOLDER.resolve("golden").resolve(source + ".jsonl");
        if (Boolean.getBoolean("millrace.update")) {
            Files.writeString(golden, events);
        }

        assertThat(events).isEqualTo(Files.readString(golden));
    }

    @Test
    void everyKindHasItsSource() throws Exception {
        var kinds = ((Shape.Choice) Shapes.of(FieldKind.class))
                .options().stream().map(RecordType::firstKey).toList();

        assertThat(Catalog.read().sources()).containsAll(kinds);
    }
}
