package dev.millrace.generator.render;

import static dev.millrace.generator.testing.Definitions.generated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.generator.field.CompositeKind;
import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.field.FieldKind.RefAmong;
import dev.millrace.generator.source.SourceDefinition;
import dev.millrace.generator.source.SourceDraft;
import dev.millrace.generator.testing.Workloads;
import dev.millrace.generator.workload.Diurnal;
import dev.millrace.generator.workload.Pacing;
import dev.millrace.generator.workload.Stage;
import dev.millrace.generator.workload.Stages;
import dev.millrace.generator.workload.Timeline;
import dev.millrace.generator.workload.Workload;
import dev.millrace.generator.workload.Zone;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Rate;
import dev.millrace.settings.Share;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** References to sources that have no event yet, never have one, or are referred to from within a mix. */
class EarlyReferenceTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long SEED = 42;

    static Stream<Arguments> lateBeginners() {
        return Stream.of(
                Arguments.of("poisson", new Workload.Poisson(new Rate(0.7))),
                Arguments.of(
                        "a pause first",
                        new Stages(
                                List.of(
                                        new Stage.Rest(Duration.ofSeconds(3)),
                                        new Stage.Rated(new Workload.Constant(new Rate(2)), null)),
                                null)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lateBeginners")
    void shouldReferToTheFirstThatWillBeUntilOneIsDue(String name, Workload rate) {
        var customers = customers(rate, null);
        var orders = catalog(customers, generated("o", null, 50, null, "c", ref("customers.id", null)))
                .renderer("orders", "run");
        var timeline = Timeline.from(Instant.EPOCH);
        var due = new Pacing(rate).dueTimes(SEED, "customers", () -> timeline);
        boolean waited = false;
        for (long index = 0; index < 1_000; index++) {
            long now = index * 20_000_000;
            long referred = number(data(orders, index).get("c"));
            waited |= due.countAt(now) == 0;
            assertThat(referred).as("order %d", index).isBetween(0L, Math.max(0, due.countAt(now) - 1));
        }
        assertThat(waited).as("there was a time without customers").isTrue();
    }

    @Test
    void shouldRefuseToReferToASourceThatEndsBeforeItsFirstEvent() {
        var none = customers(new Workload.Poisson(new Rate(1e-6)), Duration.ofSeconds(1));

        assertRefused(
                "orders.fields.c.ref",
                "source 'customers' ends before its first event is due",
                catalog(none, generated("o", null, 1, null, "c", ref("customers.id", null))));
    }

    @Test
    void shouldRefuseToReferToAllWhereTheEndComesBefore() {
        var ten = SourceDraft.like(customers(new Workload.Constant(new Rate(10)), Duration.ofSeconds(1)))
                .count(1_000L)
                .build();

        assertRefused(
                "orders.fields.c.among",
                "'all' are the first 1000 of source 'customers', which ends after 10",
                catalog(ten, generated("o", null, 1, null, "c", new FieldKind.Ref("customers.id", RefAmong.ALL))));
    }

    @Test
    void shouldNotSayBeforehandWhatARunWillHaveWhereThatGoesByTheCalendar() {
        // In 1970 the night had none; a run may begin by day.
        var byDay = new Diurnal(new Rate(10), Map.of("0", 0.0, "8", 1.0), null, null, Zone.parse("UTC"), false);

        var catalog = catalog(
                customers(byDay, Duration.ofMinutes(1)), generated("o", null, 1, null, "c", ref("customers.id", null)));

        assertThatCode(catalog::check).doesNotThrowAnyException();
    }

    @Test
    void shouldRunWithARateThatWasChangedAlthoughItWouldBeRefusedInTheFile() {
        var ten = SourceDraft.like(customers(new Workload.Constant(new Rate(10)), Duration.ofSeconds(1)))
                .count(1_000L)
                .build();
        var catalog = catalog(ten, generated("o", null, 1, null, "c", new FieldKind.Ref("customers.id", RefAmong.ALL)));

        assertThat(number(data(catalog.renderer("orders", "run"), 5).get("c"))).isBetween(0L, 999L);
    }

    @Test
    void shouldReferToOneEventOfAGroupFromWithinAMix() {
        var mixed = new CompositeKind.Mix(List.of(
                new CompositeKind.Part(ref("customers.code", "g"), 3),
                new CompositeKind.Part(new FieldKind.Flag(Share.parse("50%")), 1)));
        var catalog = catalog(
                customers(new Workload.Constant(new Rate(1_000)), null),
                generated("o", null, 100, null, "c", ref("customers.id", "g"), "x", mixed));
        var customers = catalog.renderer("customers", "run");
        var codes = new HashMap<String, String>();
        for (long index = 0; index < 20_000; index++) {
            var data = data(customers, index);
            codes.put(data.get("id").asString(), data.get("code").asString());
        }
        var orders = catalog.renderer("orders", "run");
        int texts = 0;
        for (long index = 500; index < 1_500; index++) {
            var data = data(orders, index);
            if (data.get("x").isString()) {
                texts++;
                assertThat(data.get("x").asString())
                        .as("order %d", index)
                        .isEqualTo(codes.get(data.get("c").asString()));
            }
        }
        assertThat(texts).isBetween(700, 800);
    }

    @Test
    void shouldRefuseAGroupThatDoesNotFitTogetherWithinAMix() {
        var mixed = new CompositeKind.Mix(
                List.of(new CompositeKind.Part(new FieldKind.Ref("customers.code", RefAmong.ALL, null, "g"), 1)));

        assertRefused(
                "orders.fields.c.group",
                "'customers.code' differs",
                catalog(
                        customers(new Workload.Constant(new Rate(1_000)), null),
                        generated("o", null, 100, null, "c", ref("customers.id", "g"), "x", mixed)));
    }

    private static SourceDefinition customers(Workload rate, @Nullable Duration duration) {
        var plain = generated(
                "c",
                null,
                1,
                null,
                "id",
                new FieldKind.Sequence("c%d", null),
                "code",
                new FieldKind.Sequence("code-%d", 50L));
        return SourceDraft.like(plain).rate(rate).duration(duration).build();
    }

    private static FieldKind.Ref ref(String ref, @Nullable String group) {
        return new FieldKind.Ref(ref, RefAmong.DUE, null, group);
    }

    private static SourceCatalog catalog(SourceDefinition customers, SourceDefinition orders) {
        var sources = new LinkedHashMap<String, SourceDefinition>();
        sources.put("customers", customers);
        sources.put("orders", orders);
        return new SourceCatalog(sources, SEED);
    }

    private static void assertRefused(String field, String problem, SourceCatalog catalog) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> catalog.check("orders"))
                .withMessageContaining(problem)
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo(field));
    }

    private static JsonNode data(SourceRenderer renderer, long index) {
        renderer.render(index, Workloads.BEGIN.toEpochMilli() * 1_000);
        return JSON.readTree(renderer.value()).get("data");
    }

    private static long number(JsonNode id) {
        return Long.parseLong(id.asString().substring(1));
    }
}
