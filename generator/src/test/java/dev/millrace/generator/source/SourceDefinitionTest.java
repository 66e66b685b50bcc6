package dev.millrace.generator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.event.progress.PoisonMark;
import dev.millrace.event.record.DueShifts;
import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.field.Literal;
import dev.millrace.generator.file.StartAt;
import dev.millrace.generator.line.LineFormat;
import dev.millrace.generator.payload.Payload;
import dev.millrace.generator.payload.PayloadSize;
import dev.millrace.generator.testing.Definitions;
import dev.millrace.generator.workload.Workload;
import dev.millrace.settings.DataSize;
import dev.millrace.settings.InvalidSetting;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceDefinitionTest {
    private static final Map<String, FieldKind> FIELDS = Map.of("id", new FieldKind.Sequence("%d", null));
    private static final Workload RATE = Definitions.rate(5);
    private static final FileInput FILE =
            new FileInput(Path.of("access.log"), LineFormat.COMBINED, true, StartAt.START, new DataSize(1 << 20));
    private static final FieldKind HEADER = new FieldKind.Constant(Literal.text("x"));
    private static final PayloadSize SIZE = new PayloadSize.Fixed(new DataSize(100));
    private static final HttpInput HTTP = new HttpInput(10);

    @Test
    void shouldTellGeneratedSourcesFromOthers() {
        assertThat(source("t", null, RATE, null, FIELDS, null, null).isGenerated())
                .isTrue();
        assertThat(source("t", null, null, null, null, FILE, null).isGenerated())
                .isFalse();
        assertThat(source("t", null, null, null, null, null, HTTP).isGenerated())
                .isFalse();
    }

    @Test
    void shouldKeepTheOrderOfItsFieldsWhateverBecomesOfTheGivenMap() {
        var fields = new LinkedHashMap<String, FieldKind>();
        for (var name : new String[] {"z", "a", "m"}) {
            fields.put(name, new FieldKind.Constant(Literal.text(name)));
        }
        var source = source("t", null, RATE, null, fields, null, null);
        fields.clear();

        assertThat(source.fields()).containsOnlyKeys("z", "a", "m");
        assertThat(source.fields().keySet()).containsExactly("z", "a", "m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a b", "größe", "a/b", "a:b"})
    void shouldRefuseWhatKafkaTakesForNoTopic(String topic) {
        assertRefused("topic", "topic name", () -> source(topic, null, RATE, null, FIELDS, null, null));
    }

    @Test
    void shouldLeaveRoomForTheDeadLetterTopicsName() {
        assertThat(source("t".repeat(240), null, RATE, null, FIELDS, null, null).topic())
                .hasSize(240);
        assertRefused("topic", "240", () -> source("t".repeat(241), null, RATE, null, FIELDS, null, null));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                refusal("", "exactly one", () -> source("t", null, RATE, null, null, null, null)),
                refusal("", "exactly one", () -> source("t", null, RATE, null, FIELDS, FILE, null)),
                refusal("", "exactly one", () -> source("t", null, null, null, null, FILE, HTTP)),
                refusal("", "'rate'", () -> source("t", null, null, null, FIELDS, null, null)),
                refusal("fields", "at least one", () -> source("t", null, RATE, null, Map.of(), null, null)),
                refusal("key", "none of the fields id", () -> source("t", "name", RATE, null, FIELDS, null, null)),
                refusal("count", "at least 1", () -> source("t", null, RATE, 0L, FIELDS, null, null)),
                refusal("", "for generated sources", () -> source("t", null, RATE, null, null, FILE, null)),
                refusal("", "for generated sources", () -> source("t", null, null, 5L, null, null, HTTP)),
                refusal("", "for generated sources", () -> source("t", "id", null, null, null, null, HTTP)),
                refusal(
                        "type",
                        "blank",
                        () -> SourceDraft.to("t")
                                .type(" ")
                                .rate(RATE)
                                .fields(FIELDS)
                                .build()),
                refusal("payload.field", "one of the fields", () -> around(payload("id"), null)),
                refusal("headers.content-type", "no name", () -> around(null, Map.of("content-type", HEADER))),
                refusal("headers.shards", "no name", () -> around(null, Map.of("shards", HEADER))),
                refusal("headers." + DueShifts.HEADER, "no name", () -> around(null, Map.of(DueShifts.HEADER, HEADER))),
                refusal("headers." + PoisonMark.KIND, "no name", () -> around(null, Map.of(PoisonMark.KIND, HEADER))),
                refusal("headers." + PoisonMark.RUN, "no name", () -> around(null, Map.of(PoisonMark.RUN, HEADER))),
                refusal(
                        "headers." + PoisonMark.SOURCE,
                        "no name",
                        () -> around(null, Map.of(PoisonMark.SOURCE, HEADER))),
                refusal("headers." + PoisonMark.INDEX, "no name", () -> around(null, Map.of(PoisonMark.INDEX, HEADER))),
                refusal("headers.dlq.reason", "no name", () -> around(null, Map.of("dlq.reason", HEADER))),
                refusal(
                        "",
                        "for generated sources",
                        () -> SourceDraft.to("t")
                                .payload(payload("p"))
                                .http(HTTP)
                                .build()),
                refusal("compressibility", "from 0 to 1", () -> new Payload(SIZE, new DataSize(1), 1.5, "p")),
                refusal("max", "8MiB", () -> new Payload(SIZE, new DataSize(9L << 20), 0.5, "p")),
                refusal("queue", "from 1 to 1000000", () -> new HttpInput(0)),
                refusal("queue", "from 1 to 1000000", () -> new HttpInput(1_000_001)),
                refusal("max-line", "8MiB", () -> fileWith(new DataSize(0))),
                refusal("max-line", "8MiB", () -> fileWith(new DataSize(9L << 20))));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void shouldNameTheSettingThatCannotBe(String field, String problem, ThrowingCallable making) {
        assertRefused(field, problem, making);
    }

    @Test
    void shouldLookForRelativeFilesInTheGivenFolder() {
        assertThat(FILE.in(Path.of("/etc/millrace")).path()).isEqualTo(Path.of("/etc/millrace/access.log"));
        assertThat(fileAt(Path.of("/var/log/x")).in(Path.of("/etc/millrace")).path())
                .isEqualTo(Path.of("/var/log/x"));
    }

    @Test
    void shouldKeepHeadersAndSizeAtAnotherPace() {
        var source = around(payload("p"), Map.of("h", HEADER));

        var paced = source.paced(Definitions.rate(7), 3L);

        assertThat(paced.payload()).isEqualTo(source.payload());
        assertThat(paced.headers()).isEqualTo(source.headers());
        assertThat(paced.rate()).isEqualTo(Definitions.rate(7));
        assertThat(paced.count()).isEqualTo(3);
    }

    private static SourceDefinition around(@Nullable Payload payload, @Nullable Map<String, FieldKind> headers) {
        return SourceDraft.to("t")
                .rate(RATE)
                .fields(FIELDS)
                .payload(payload)
                .headers(headers)
                .build();
    }

    private static Payload payload(String field) {
        return new Payload(SIZE, new DataSize(1_000), 0.6, field);
    }

    private static SourceDefinition source(
            String topic,
            @Nullable String key,
            @Nullable Workload rate,
            @Nullable Long count,
            @Nullable Map<String, FieldKind> fields,
            @Nullable FileInput file,
            @Nullable HttpInput http) {
        return SourceDraft.to(topic)
                .key(key)
                .rate(rate)
                .count(count)
                .fields(fields)
                .file(file)
                .http(http)
                .build();
    }

    private static FileInput fileWith(DataSize maxLine) {
        return new FileInput(Path.of("f"), LineFormat.TEXT, true, StartAt.START, maxLine);
    }

    private static FileInput fileAt(Path path) {
        return new FileInput(path, LineFormat.TEXT, true, StartAt.START, new DataSize(100));
    }

    private static void assertRefused(String field, String problem, ThrowingCallable making) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(making)
                .withMessageContaining(problem)
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo(field));
    }

    private static Arguments refusal(String field, String problem, ThrowingCallable making) {
        return Arguments.of(field, problem, making);
    }
}
