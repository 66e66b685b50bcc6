package dev.millrace.generator.render;

import static dev.millrace.generator.testing.Definitions.generated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.generator.field.CompositeKind;
import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.source.SourceDefinition;
import dev.millrace.generator.testing.Definitions;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Share;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SourceCatalogTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final FieldKind ID = new FieldKind.Sequence("customer-%d", null);
    private static final FieldKind.Ref CUSTOMER = due("customers.id");

    @Test
    void shouldReferOnlyToEventsThatAreDueByThen() {
        long seed = 20_261_121;
        var random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            double orders = Math.pow(10, random.nextDouble(-1, 5));
            double customers = Math.pow(10, random.nextDouble(-1, 5));
            var renderer = catalog(
                            "customers", generated("c", null, customers, null, "id", ID),
                            "orders", generated("o", null, orders, null, "customer", CUSTOMER))
                    .renderer("orders", "run");
            for (int i = 0; i < 50; i++) {
                long index = random.nextLong(1_000_000);
                long referred = number(data(renderer, index).get("customer"));
                assertThat(Definitions.dueTimes(Definitions.rate(customers)).offsetNanos(referred))
                        .as("order %d at %s/s refers to customer %d at %s/s", index, orders, referred, customers)
                        .isLessThanOrEqualTo(
                                Definitions.dueTimes(Definitions.rate(orders)).offsetNanos(index));
            }
        }
    }

    @Test
    void shouldReferToAllThatAreDueAndNotJustToSome() {
        var renderer = catalog(
                        "customers", generated("c", null, 10, null, "id", ID),
                        "orders", generated("o", null, 1_000, null, "customer", CUSTOMER))
                .renderer("orders", "run");

        var seen = new HashSet<Long>();
        for (long index = 100_000; index < 120_000; index++) {
            seen.add(number(data(renderer, index).get("customer")));
        }

        // 1000 to 1200 customers are due by then.
        assertThat(seen).hasSizeBetween(1_150, 1_200);
    }

    @Test
    void shouldReferToWhatTheOtherSourceReallyWrites() {
        var catalog = catalog(
                "customers",
                generated("c", null, 100, null, "id", new FieldKind.Uuid(FieldKind.UuidVersion.V4)),
                "orders",
                generated("o", null, 100, null, "customer", CUSTOMER));
        var customers = catalog.renderer("customers", "run");
        var orders = catalog.renderer("orders", "run");

        var known = new HashSet<String>();
        for (long index = 0; index < 2_000; index++) {
            known.add(data(customers, index).get("id").asString());
            assertThat(known).contains(data(orders, index).get("customer").asString());
        }
    }

    @Test
    void shouldFollowReferencesOfReferences() {
        var catalog = catalog(
                "customers", generated("c", null, 100, null, "id", ID),
                "orders", generated("o", null, 50, null, "customer", CUSTOMER),
                "returns", generated("r", null, 50, null, "customer", due("orders.customer")));
        var orders = catalog.renderer("orders", "run");
        var returns = catalog.renderer("returns", "run");

        var ordered = new HashSet<String>();
        for (long index = 0; index < 1_000; index++) {
            ordered.add(data(orders, index).get("customer").asString());
            assertThat(ordered).contains(data(returns, index).get("customer").asString());
        }
    }

    @Test
    void shouldReferToNoMoreThanTheOtherSourceWillEverHave() {
        var catalog = catalog(
                "counted",
                generated("c", null, 1_000, 3L, "id", ID),
                "cyclic",
                generated("c", null, 1_000, null, "id", new FieldKind.Sequence("customer-%d", 5L)),
                "orders",
                generated(
                        "o",
                        null,
                        1,
                        null,
                        "few",
                        due("counted.id"),
                        "all",
                        all("counted.id"),
                        "round",
                        all("cyclic.id")));
        var orders = catalog.renderer("orders", "run");

        var few = new HashSet<Long>();
        var all = new HashSet<Long>();
        var round = new HashSet<Long>();
        for (long index = 1; index < 300; index++) {
            var data = data(orders, index);
            few.add(number(data.get("few")));
            all.add(number(data.get("all")));
            round.add(number(data.get("round")));
        }

        assertThat(few).containsExactlyInAnyOrder(0L, 1L, 2L);
        assertThat(all).containsExactlyInAnyOrder(0L, 1L, 2L);
        assertThat(round).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void shouldNameASourceThatIsNotThere() {
        assertRefused(
                "orders.fields.customer.ref",
                "there is no source 'customers', only orders",
                catalog("orders", generated("o", null, 1, null, "customer", CUSTOMER)));
    }

    @Test
    void shouldNameAFieldThatIsNotThere() {
        assertRefused(
                "orders.fields.customer.ref",
                "source 'customers' has no field 'id', only name",
                catalog(
                        "customers", generated("c", null, 1, null, "name", ID),
                        "orders", generated("o", null, 1, null, "customer", CUSTOMER)));
    }

    @Test
    void shouldRefuseToReferToWhatComesFromOutside() {
        assertRefused(
                "orders.fields.customer.ref",
                "not generated",
                catalog(
                        "customers", Definitions.http("c", 10),
                        "orders", generated("o", null, 1, null, "customer", CUSTOMER)));
    }

    @Test
    void shouldRefuseToReferToATime() {
        assertRefused(
                "orders.fields.customer.ref",
                "a time cannot be referred to",
                catalog(
                        "customers",
                        generated("c", null, 1, null, "id", new FieldKind.Timestamp(FieldKind.TimestampOf.DUE)),
                        "orders",
                        generated("o", null, 1, null, "customer", CUSTOMER)));
    }

    @Test
    void shouldFindAFieldThatRefersToItself() {
        assertRefused(
                "orders.fields.customer",
                "refers to itself: orders.fields.customer",
                catalog("orders", generated("o", null, 1, null, "customer", due("orders.customer"))));
    }

    @Test
    void shouldFindACircleOfReferences() {
        assertRefused(
                "a.fields.x",
                "refers to itself: a.fields.x -> b.fields.x -> c.fields.x",
                catalog(
                        "a", generated("t", null, 1, null, "x", due("b.x")),
                        "b", generated("t", null, 1, null, "x", due("c.x")),
                        "c", generated("t", null, 1, null, "x", due("a.x"))));
    }

    @Test
    void shouldAskForAnEndWhereAllAreReferredTo() {
        assertRefused(
                "orders.fields.customer.among",
                "needs a 'count' on source 'customers' or a 'cardinality'",
                catalog(
                        "customers", generated("c", null, 1, null, "id", ID),
                        "orders", generated("o", null, 1, null, "customer", all("customers.id"))));
    }

    @Test
    void shouldLeaveSourcesFromOutsideAlone() {
        var catalog = catalog("partners", Definitions.http("p", 10));

        assertThatCode(() -> catalog.check("partners")).doesNotThrowAnyException();
        assertThatExceptionOfType(InvalidSetting.class).isThrownBy(() -> catalog.renderer("partners", "run"));
        assertThatExceptionOfType(InvalidSetting.class).isThrownBy(() -> catalog.renderer("nobody", "run"));
    }

    @Test
    void shouldRefuseAKeyThatMayBeNullOrHasParts() {
        var sometimes = new CompositeKind.Sometimes(ID, new Share(0.1));
        var list = new CompositeKind.Array(ID, new CompositeKind.Length(1, null));

        assertRefused("orders.key", "may be null", catalog("orders", generated("o", "k", 1, null, "k", sometimes)));
        assertRefused("orders.key", "an object or a list", catalog("orders", generated("o", "k", 1, null, "k", list)));
        assertRefused("orders.key", "no field 'k.x'", catalog("orders", generated("o", "k.x", 1, null, "k", ID)));
    }

    private static void assertRefused(String field, String problem, SourceCatalog catalog) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> catalog.check(field.substring(0, field.indexOf('.'))))
                .withMessageContaining(problem)
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo(field));
    }

    private static SourceCatalog catalog(Object... namesAndSources) {
        var sources = new LinkedHashMap<String, SourceDefinition>();
        for (int i = 0; i < namesAndSources.length; i += 2) {
            sources.put((String) namesAndSources[i], (SourceDefinition) namesAndSources[i + 1]);
        }
        return new SourceCatalog(sources, 42);
    }

    private static FieldKind.Ref due(String ref) {
        return new FieldKind.Ref(ref, FieldKind.RefAmong.DUE);
    }

    private static FieldKind.Ref all(String ref) {
        return new FieldKind.Ref(ref, FieldKind.RefAmong.ALL);
    }

    private static JsonNode data(SourceRenderer renderer, long index) {
        renderer.render(index, 1_795_294_763_123_456L);
        return JSON.readTree(renderer.value()).get("data");
    }

    private static long number(JsonNode id) {
        return Long.parseLong(id.asString().substring("customer-".length()));
    }
}
