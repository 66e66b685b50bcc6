package dev.millrace.generator.render;

import static dev.millrace.generator.testing.Definitions.generated;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.Event;
import dev.millrace.event.Origin;
import dev.millrace.event.json.CloudEventReader;
import dev.millrace.event.json.CloudEventWriter;
import dev.millrace.event.json.HeadlineReader;
import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.field.Literal;
import dev.millrace.generator.field.NumberKind;
import dev.millrace.generator.source.SourceDefinition;
import dev.millrace.generator.source.SourceDraft;
import dev.millrace.generator.testing.Definitions;
import dev.millrace.settings.Share;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceRendererTest {
    private static final long DUE = 1_795_294_763_123_456L;
    private static final long[] INDICES = {0, 1, 9, 10, 99_999, 1_000_000_000_000L};

    private final CloudEventReader reader = new CloudEventReader();

    static Stream<SourceDefinition> sources() {
        var plain = everyKind(null);
        return Stream.concat(
                Stream.of(
                        plain,
                        SourceDraft.to("t")
                                .type("shop.\"größe\"\n")
                                .rate(plain.rate())
                                .fields(plain.fields())
                                .build()),
                everyKind(null).fields().keySet().stream().map(SourceRendererTest::everyKind));
    }

    @ParameterizedTest
    @MethodSource("sources")
    void shouldWriteWhatTheWriterOfEventsWould(SourceDefinition source) throws Exception {
        var renderer = renderer("orders", source, 1, "r1");
        var writer = new CloudEventWriter();
        for (long index : INDICES) {
            renderer.render(index, DUE);
            var event = reader.read(renderer.value(), Instant.EPOCH);

            assertThat(new String(renderer.value(), StandardCharsets.UTF_8))
                    .isEqualTo(new String(writer.toBytes(event), StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @MethodSource("sources")
    void shouldSayWhereItsEventsComeFrom(SourceDefinition source) throws Exception {
        var renderer = renderer("orders", source, 1, "r1");
        for (long index : INDICES) {
            renderer.render(index, DUE);
            var event = reader.read(renderer.value(), Instant.EPOCH);

            assertThat(event.origin()).isEqualTo(new Origin("r1", index));
            assertThat(event.id()).isEqualTo("r1.orders." + index).isEqualTo(event.correlationId());
            assertThat(event.source()).isEqualTo("orders");
            assertThat(event.type()).isEqualTo(source.type() == null ? "orders" : source.type());
            assertThat(event.time()).isEqualTo(Instant.parse("2026-11-21T20:59:23.123456Z"));
            assertThat(event.trace()).isNotNull().matches(trace -> trace.sampled());
        }
    }

    @ParameterizedTest
    @MethodSource("sources")
    void shouldGiveTheRecordTheEventsKey(SourceDefinition source) throws Exception {
        var renderer = renderer("orders", source, 1, "r1");
        for (long index : INDICES) {
            renderer.render(index, DUE);
            var event = reader.read(renderer.value(), Instant.EPOCH);
            var key = renderer.key();

            assertThat(key == null ? null : new String(key, StandardCharsets.UTF_8))
                    .isEqualTo(event.key());
            assertThat(key == null).isEqualTo(source.key() == null);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"größe", "東京", "with \"quotes\"", "back\\slash", "\uD83D\uDE80"})
    void shouldCarrySourceNamesOfAnyAlphabet(String name) throws Exception {
        var renderer = renderer(name, everyKind("id"), 1, "r1");
        renderer.render(3, DUE);

        var event = reader.read(renderer.value(), Instant.EPOCH);

        assertThat(event.source()).isEqualTo(name);
        assertThat(event.id()).isEqualTo(new Origin("r1", 3).eventId(name)).isEqualTo(event.correlationId());
    }

    @Test
    void shouldBeReadableToTheAccountOfEvents() throws Exception {
        var renderer = renderer("orders", everyKind("id"), 1, "r1");
        renderer.render(77, DUE);

        var headline = new HeadlineReader().read(renderer.value());

        assertThat(headline.source()).isEqualTo("orders");
        assertThat(headline.origin()).isEqualTo(new Origin("r1", 77));
        assertThat(headline.time()).isEqualTo(Instant.parse("2026-11-21T20:59:23.123456Z"));
    }

    /** The heart of it: an event depends on seed, source and index alone. */
    @Test
    void shouldRenderTheSameBytesInAnyOrderAndFromAnyRenderer() {
        long seed = 20_261_121;
        var random = new Random(seed);
        var source = everyKind("id");
        var forwards = renderer("orders", source, 5, "r1");
        var values = new LinkedHashMap<Long, String>();
        for (long index = 0; index < 300; index++) {
            values.put(index, text(forwards, index));
        }
        for (int round = 0; round < 20; round++) {
            var other = renderer("orders", everyKind("id"), 5, "r1");
            for (int i = 0; i < 100; i++) {
                long index = random.nextLong(300);
                assertThat(text(other, index)).as("seed %d", seed).isEqualTo(values.get(index));
            }
        }
    }

    @Test
    void shouldSayTheSameInAnotherRunButForItsNameAndTrace() throws Exception {
        var one = renderer("orders", everyKind("id"), 5, "r1");
        var other = renderer("orders", everyKind("id"), 5, "r2");
        for (long index = 0; index < 100; index++) {
            one.render(index, DUE);
            other.render(index, DUE);
            var first = reader.read(one.value(), Instant.EPOCH);
            var second = reader.read(other.value(), Instant.EPOCH);

            assertThat(second.data()).isEqualTo(first.data());
            assertThat(second.key()).isEqualTo(first.key());
            assertThat(second.trace()).isNotEqualTo(first.trace());
        }
    }

    @Test
    void shouldSayOtherThingsUnderAnotherSeed() throws Exception {
        var one = renderer("orders", everyKind(null), 5, "r1");
        var other = renderer("orders", everyKind(null), 6, "r1");
        one.render(1, DUE);
        other.render(1, DUE);

        Event first = reader.read(one.value(), Instant.EPOCH);
        Event second = reader.read(other.value(), Instant.EPOCH);

        assertThat(second.data()).isNotEqualTo(first.data());
    }

    @Test
    void shouldNotChangeAFieldWhenAnotherIsAdded() throws Exception {
        var id = new FieldKind.Uuid(FieldKind.UuidVersion.V4);
        var one = renderer("orders", generated("t", null, 1, null, "id", id), 5, "r1");
        var more = renderer("orders", generated("t", null, 1, null, "a", id, "id", id), 5, "r1");
        one.render(9, DUE);
        more.render(9, DUE);

        assertThat(reader.read(more.value(), Instant.EPOCH).data().toString())
                .contains(reader.read(one.value(), Instant.EPOCH)
                        .data()
                        .toString()
                        .substring(1));
    }

    private static String text(SourceRenderer renderer, long index) {
        renderer.render(index, DUE + index);
        return new String(renderer.value(), StandardCharsets.UTF_8);
    }

    private static SourceRenderer renderer(String name, SourceDefinition source, long seed, String run) {
        return new SourceCatalog(Map.of(name, source, "others", Definitions.numbered("o", 10, null, 7)), seed)
                .renderer(name, run);
    }

    private static SourceDefinition everyKind(String key) {
        var choice = new LinkedHashMap<String, Double>();
        choice.put("gold \"1\"", 1.0);
        choice.put("größe\n", 2.0);
        return generated(
                "t",
                key,
                50,
                null,
                "id",
                new FieldKind.Sequence("order-\"%05d\" ü", null),
                "uuid",
                new FieldKind.Uuid(FieldKind.UuidVersion.V4),
                "text \"x\"",
                new FieldKind.Constant(Literal.text("a\tb")),
                "empty",
                new FieldKind.Constant(Literal.text("")),
                "number",
                new FieldKind.Constant(Literal.parse("-4.5")),
                "tier",
                new FieldKind.Choice(choice),
                "whole",
                new NumberKind.Integers(new NumberKind.WholeRange(-50, 50)),
                "share",
                new NumberKind.Uniform(new NumberKind.Range(-1, 1), 3),
                "amount",
                new NumberKind.Lognormal(new NumberKind.LognormalShape(40, 0.8), 2),
                "flag",
                new FieldKind.Flag(new Share(0.5)),
                "at",
                new FieldKind.Timestamp(FieldKind.TimestampOf.DUE),
                "other",
                new FieldKind.Ref("others.shelf", FieldKind.RefAmong.DUE));
    }
}
