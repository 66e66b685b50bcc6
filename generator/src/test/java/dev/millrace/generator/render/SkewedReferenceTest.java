package dev.millrace.generator.render;

import static dev.millrace.generator.testing.Definitions.generated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.field.NumberKind;
import dev.millrace.generator.field.Skew;
import dev.millrace.generator.field.TextKind;
import dev.millrace.generator.source.SourceDefinition;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Share;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** References that favour some events, and references that belong together. */
class SkewedReferenceTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final FieldKind ID = new FieldKind.Sequence("c%d", 100L);
    private static final FieldKind NAME = new NumberKind.Integers(new NumberKind.WholeRange(0, 1L << 60));
    private static final Skew ZIPF = new Skew.ByZipf(1.1, Skew.Favourites.OLDEST);

    @Test
    void shouldReferToTheOldestMostByZipfsLaw() {
        var counts = counts(ZIPF);

        double first = counts.get(0) / 20_000.0;
        // One over the sum of k^-1.1 for a hundred customers.
        assertThat(first).isCloseTo(0.2335, within(0.012));
        assertThat(counts.get(1) / (double) counts.get(0)).isCloseTo(Math.pow(2, -1.1), within(0.05));
        assertThat(counts).hasSizeGreaterThan(95);
    }

    @Test
    void shouldReferToTheNewestMostWhereSaid() {
        assertThat(counts(new Skew.ByZipf(1.1, Skew.Favourites.NEWEST)).get(99) / 20_000.0)
                .isCloseTo(0.2335, within(0.012));
    }

    @Test
    void shouldReferToAFewMost() {
        var counts = counts(new Skew.Hotspot(new Share(0.8), new Share(0.2)));

        int few =
                counts.headMap(20).values().stream().mapToInt(Integer::intValue).sum();
        assertThat(few / 20_000.0).isCloseTo(0.8, within(0.015));
        assertThat(counts).hasSize(100);
    }

    @Test
    void shouldReferToOneEventFromAllReferencesOfAGroup() {
        var catalog = catalog(
                "orders",
                generated(
                        "o",
                        null,
                        500,
                        null,
                        "id",
                        ref("customers.id", ZIPF, "g"),
                        "name",
                        ref("customers.name", ZIPF, "g")));
        var customers = catalog.renderer("customers", "run");
        var names = new HashMap<String, String>();
        for (long index = 0; index < 100; index++) {
            var data = data(customers, index);
            names.put(data.get("id").asString(), data.get("name").toString());
        }
        var orders = catalog.renderer("orders", "run");
        for (long index = 0; index < 2_000; index++) {
            var data = data(orders, index);
            assertThat(data.get("name").toString())
                    .isEqualTo(names.get(data.get("id").asString()));
        }
    }

    @Test
    void shouldReferToDifferentEventsWithoutAGroup() {
        var orders = catalog(
                        "orders",
                        generated(
                                "o",
                                null,
                                500,
                                null,
                                "a",
                                ref("customers.id", null, null),
                                "b",
                                ref("customers.id", null, null)))
                .renderer("orders", "run");
        int same = 0;
        for (long index = 10_000; index < 12_000; index++) {
            var data = data(orders, index);
            same += data.get("a").equals(data.get("b")) ? 1 : 0;
        }
        assertThat(same).isBetween(5, 45);
    }

    @Test
    void shouldRefuseAGroupThatDoesNotFitTogether() {
        assertRefused(
                "orders.fields.a.group",
                "'customers.name' differs",
                generated(
                        "o",
                        null,
                        1,
                        null,
                        "a",
                        ref("customers.id", ZIPF, "g"),
                        "b",
                        ref("customers.name", null, "g")));
    }

    @Test
    void shouldRefuseToReferToWhatDependsOnATime() {
        assertRefused(
                "orders.fields.a.ref",
                "a time cannot be referred to",
                generated("o", null, 1, null, "a", ref("customers.since", null, null)));
    }

    private static NavigableMap<Integer, Integer> counts(Skew skew) {
        var orders = catalog("orders", generated("o", null, 1, null, "id", ref("customers.id", skew, null)))
                .renderer("orders", "run");
        var counts = new TreeMap<Integer, Integer>();
        for (long index = 1_000; index < 21_000; index++) {
            counts.merge(
                    Integer.parseInt(data(orders, index).get("id").asString().substring(1)), 1, Integer::sum);
        }
        return counts;
    }

    private static FieldKind.Ref ref(String ref, @Nullable Skew skew, @Nullable String group) {
        return new FieldKind.Ref(ref, FieldKind.RefAmong.DUE, skew, group);
    }

    private static void assertRefused(String field, String problem, SourceDefinition orders) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> catalog("orders", orders).check())
                .withMessageContaining(problem)
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo(field));
    }

    private static SourceCatalog catalog(String name, SourceDefinition source) {
        var sources = new LinkedHashMap<String, SourceDefinition>(Map.of(name, source));
        sources.put(
                "customers",
                generated(
                        "c",
                        null,
                        100,
                        null,
                        "id",
                        ID,
                        "name",
                        NAME,
                        "at",
                        new FieldKind.Timestamp(FieldKind.TimestampOf.DUE),
                        "since",
                        new TextKind.Template("since {at}")));
        return new SourceCatalog(sources, 42);
    }

    private static JsonNode data(SourceRenderer renderer, long index) {
        renderer.render(index, 1_795_294_763_123_456L);
        return JSON.readTree(renderer.value()).get("data");
    }
}
