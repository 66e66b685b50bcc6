package dev.millrace.generator.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.generator.field.CompositeKind;
import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.field.Literal;
import dev.millrace.generator.field.NumberKind;
import dev.millrace.generator.field.PlaceKind;
import dev.millrace.generator.field.Skew;
import dev.millrace.generator.field.TextKind;
import dev.millrace.generator.network.IpBlock;
import dev.millrace.generator.testing.Definitions;
import dev.millrace.settings.Share;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Choices, keys, shares of nulls and lists of the inferred source are like the original's, under seeds that are fixed. */
class ValueLikenessTest {
    private static final int EVENTS = 10_000;

    @Test
    void choicesKeepTheirWeights() throws Exception {
        var original = Capture.ofField(
                new FieldKind.Choice(Map.of("gold", 5.0, "silver", 20.0, "basic, or \"none\"", 75.0)), 3, EVENTS);

        var sample = original.again();

        assertThat(Likeness.difference(original.counts("/f"), sample.counts("/f")))
                .isLessThan(0.01);
    }

    @Test
    void listedNumbersKeepTheirWeights() throws Exception {
        var original = Capture.ofField(
                new CompositeKind.Mix(List.of(part("200", 90), part("404", 7), part("503", 3))), 3, EVENTS);

        var sample = original.again();

        assertThat(Likeness.difference(original.counts("/f"), sample.counts("/f")))
                .isLessThan(0.01);
        assertThat(sample.values("/f")).allMatch(value -> value.isIntegralNumber());
    }

    @ParameterizedTest(name = "{0} customers, exponent {1}")
    @CsvSource({"200, 0.8", "1000, 1.1", "1000, 1.5", "50000, 0.9", "50000, 1.2", "30, 0.5"})
    void theSkewOfKeysIsFound(long customers, double exponent) throws Exception {
        var original = Capture.ofField(new FieldKind.Sequence("customer-%08d", customers, zipf(exponent)), 5, EVENTS);

        var inferred = original.inferred(new InferenceSettings(null, null, null, 10));
        var sample = Capture.of(inferred.definition(), 4_711, EVENTS);

        assertThat(Likeness.skewDifference(original.counts("/f"), sample.counts("/f")))
                .as(inferred.definition().fields().toString())
                .isLessThan(0.03);
        assertThat((double) sample.counts("/f").size())
                .isCloseTo(
                        original.counts("/f").size(),
                        within(0.06 * original.counts("/f").size()));
        assertThat(sample.values("/f")).allMatch(value -> value.asString().matches("customer-\\d{8}"));
    }

    @ParameterizedTest(name = "{0} alike")
    @ValueSource(longs = {500, 5_000, 100_000})
    void keysThatAreAllAlikeAreNotSkewed(long keys) throws Exception {
        var even = new Skew.Hotspot(new Share(0.5), new Share(0.5));
        var original = Capture.ofField(new FieldKind.Sequence("k%d", keys, even), 5, EVENTS);

        var sample = original.again();

        assertThat(Likeness.skewDifference(original.counts("/f"), sample.counts("/f")))
                .isLessThan(0.03);
        assertThat((double) sample.counts("/f").size())
                .isCloseTo(
                        original.counts("/f").size(),
                        within(0.05 * original.counts("/f").size()));
    }

    @Test
    void skewedIdsOfEveryFormKeepTheirNumberAndTheirSkew() throws Exception {
        var fields = new LinkedHashMap<String, FieldKind>();
        fields.put("/user_id", new NumberKind.ZipfRank(new NumberKind.ZipfShape(1.1, 2_000, 1_000)));
        fields.put("/device", new TextKind.Pattern("[A-Z]{2}-[a-f0-9]{6}", 3_000L, zipf(1.0)));
        fields.put("/ip", new PlaceKind.Ip(PlaceKind.IpVersion.V4, IpBlock.parse("10.0.0.0/8"), 800L, zipf(1.2)));
        fields.put(
                "/session",
                new TextKind.Pattern(
                        "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", 900L, zipf(0.9)));
        for (var field : fields.entrySet()) {
            var name = field.getKey().substring(1);
            var original = Capture.of(Definitions.generated("t", null, 100, null, name, field.getValue()), 5, EVENTS);

            var sample = original.again();

            assertThat(Likeness.skewDifference(original.counts(field.getKey()), sample.counts(field.getKey())))
                    .as(original.inferred().definition().fields().toString())
                    .isLessThan(0.03);
            assertThat((double) sample.counts(field.getKey()).size())
                    .as(name)
                    .isCloseTo(
                            original.counts(field.getKey()).size(),
                            within(0.06 * original.counts(field.getKey()).size()));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.1, 0.9})
    void sharesOfNullsAreKept(double nulls) throws Exception {
        var original = Capture.ofField(
                new CompositeKind.Sometimes(new FieldKind.Constant(Literal.text("x")), new Share(nulls)), 3, EVENTS);

        var sample = original.again();

        assertThat(sample.nullShare("/f")).isCloseTo(original.nullShare("/f"), within(0.01));
        assertThat(sample.nullShare("/f")).isPositive();
    }

    @Test
    void listsAndObjectsKeepTheirForm() throws Exception {
        var item = new LinkedHashMap<String, FieldKind>();
        item.put("sku", new TextKind.Pattern("[A-Z]{2}\\d{4}"));
        item.put("count", new NumberKind.Integers(new NumberKind.WholeRange(1, 5)));
        var original = Capture.ofField(
                new CompositeKind.Array(new CompositeKind.Nested(item), new CompositeKind.Length(1, 4)), 3, EVENTS);

        var sample = original.again();

        assertThat(sample.values("/f").mapToInt(list -> list.size()).average().orElseThrow())
                .isCloseTo(2.5, within(0.05));
        assertThat(sample.values("/f").flatMap(list -> list.valueStream()))
                .allMatch(value -> value.get("sku").asString().matches("[A-Z]{2}\\d{4}")
                        && value.get("count").asInt() >= 1
                        && value.get("count").asInt() <= 5);
    }

    @Test
    void truthsKeepTheirShare() throws Exception {
        var original = Capture.ofField(new FieldKind.Flag(new Share(0.3)), 3, EVENTS);

        var sample = original.again();

        assertThat(Likeness.difference(original.counts("/f"), sample.counts("/f")))
                .isLessThan(0.01);
    }

    private static Skew zipf(double exponent) {
        return new Skew.ByZipf(exponent, Skew.Favourites.OLDEST);
    }

    private static CompositeKind.Part part(String json, double weight) {
        return new CompositeKind.Part(new FieldKind.Constant(Literal.parse(json)), weight);
    }
}
