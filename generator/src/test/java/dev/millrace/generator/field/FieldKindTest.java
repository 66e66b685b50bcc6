package dev.millrace.generator.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.generator.network.IpBlock;
import dev.millrace.settings.Distance;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Share;
import dev.millrace.settings.TimeShift;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FieldKindTest {
    private static final Skew ZIPF = new Skew.ByZipf(1.1, Skew.Favourites.OLDEST);

    static Stream<Arguments> refused() {
        return Stream.of(
                refusal("sequence", "no place for the number", () -> new FieldKind.Sequence("customer", null)),
                refusal("sequence", "exactly one %d", () -> new FieldKind.Sequence("%d-%d", null)),
                refusal("sequence", "exactly one %d", () -> new FieldKind.Sequence("100% %d", null)),
                refusal("sequence", "19 digits", () -> new FieldKind.Sequence("%020d", null)),
                refusal("cardinality", "at least 1", () -> new FieldKind.Sequence("%d", 0L)),
                refusal("choice", "at least one", () -> new FieldKind.Choice(Map.of())),
                refusal("choice.a", "positive, was 0", () -> new FieldKind.Choice(Map.of("a", 0.0))),
                refusal("choice.a", "positive, was NaN", () -> new FieldKind.Choice(Map.of("a", Double.NaN))),
                refusal("choice.a", "positive", () -> new FieldKind.Choice(Map.of("a", Double.POSITIVE_INFINITY))),
                refusal("max", "below min", () -> new NumberKind.WholeRange(2, 1)),
                refusal("max", "wider", () -> new NumberKind.WholeRange(Long.MIN_VALUE, Long.MAX_VALUE)),
                refusal("max", "wider", () -> new NumberKind.WholeRange(0, Long.MAX_VALUE)),
                refusal("max", "above min", () -> new NumberKind.Range(1, 1)),
                refusal("max", "above min", () -> new NumberKind.Range(0, Double.NaN)),
                refusal("", "1e12", () -> new NumberKind.Range(0, 2e12)),
                refusal("decimals", "from 0 to 6", () -> new NumberKind.Uniform(new NumberKind.Range(0, 1), 7)),
                refusal("decimals", "no number", () -> new NumberKind.Uniform(new NumberKind.Range(0.1, 0.2), 0)),
                refusal(
                        "decimals",
                        "from 0 to 6",
                        () -> new NumberKind.Lognormal(new NumberKind.LognormalShape(1, 1), -1)),
                refusal("median", "above 0", () -> new NumberKind.LognormalShape(0, 1)),
                refusal("sigma", "above 0", () -> new NumberKind.LognormalShape(1, Double.NaN)),
                refusal("ref", "customers.id", () -> new FieldKind.Ref("customers", FieldKind.RefAmong.DUE)),
                refusal("ref", "customers.id", () -> new FieldKind.Ref("customers.", FieldKind.RefAmong.DUE)),
                refusal("ref", "customers.id", () -> new FieldKind.Ref(".id", FieldKind.RefAmong.DUE)),
                refusal("group", "blank", () -> new FieldKind.Ref("a.b", FieldKind.RefAmong.DUE, null, " ")),
                refusal("skew", "cardinality", () -> new FieldKind.Sequence("%d", null, ZIPF)),
                refusal("zipf", "above 0", () -> new Skew.ByZipf(0, Skew.Favourites.OLDEST)),
                refusal("of", "between 0%", () -> new Skew.Hotspot(new Share(0.5), new Share(1))),
                refusal("to", "below from", () -> new TimeOffset(TimeShift.parse("1d"), TimeShift.parse("-1d"))),
                refusal("deviation", "above 0", () -> new NumberKind.NormalShape(0, 0, null, null)),
                refusal("mean", "from -1.0E9", () -> new NumberKind.NormalShape(2e9, 1, null, null)),
                refusal("max", "above min", () -> new NumberKind.NormalShape(0, 1, 1.0, 1.0)),
                refusal("min", "within ±1e12", () -> new NumberKind.NormalShape(0, 1, -2e12, null)),
                refusal("min", "one value in a million", () -> new NumberKind.NormalShape(0, 1, 50.0, null)),
                refusal("max", "one value in a million", () -> new NumberKind.NormalShape(0, 1, null, -50.0)),
                refusal("max", "one value in a million", () -> new NumberKind.LognormalShape(40, 0.1, null, 1.0)),
                refusal("mean", "above 0", () -> new NumberKind.ExponentialShape(-1, null, null)),
                refusal("max", "one value in a million", () -> new NumberKind.ParetoShape(10, 1, 9.0)),
                refusal("shape", "from 0.1", () -> new NumberKind.ParetoShape(10, 0, null)),
                refusal("exponent", "above 0", () -> new NumberKind.ZipfShape(0, 10, 1)),
                refusal("values", "from 1", () -> new NumberKind.ZipfShape(1, 0, 1)),
                refusal(
                        "decimals",
                        "no number with 0",
                        () -> new NumberKind.Normal(new NumberKind.NormalShape(0, 1, 0.2, 0.4), 0)),
                refusal("within", "other version", () -> ip(IpBlock.parse("10.0.0.0/8"), null, null)),
                refusal("cardinality", "at least 1", () -> ip(null, 0L, null)),
                refusal("skew", "needs 'cardinality'", () -> ip(null, null, ZIPF)),
                refusal("lat", "from -85.0", () -> new PlaceKind.Circle(89, 0, new Distance(10))),
                refusal("lon", "from -180.0", () -> new PlaceKind.Circle(0, 181, new Distance(10))),
                refusal("radius", "above 0m", () -> new PlaceKind.Circle(0, 0, new Distance(0))),
                refusal("step", "more than 0m", () -> new PlaceKind.Stroll(new Distance(0), null, null)),
                refusal("every", "at least 1ms", () -> new PlaceKind.Stroll(new Distance(1), null, Duration.ZERO)),
                refusal("epoch", "from 1", () -> new KeyedKind.Counter("k", 0, 0)),
                refusal("within", "from 1", () -> new KeyedKind.Previous("v", "k", 1_000_000)),
                refusal("most", "same unit", () -> KeyedKindTest.stay("3", "5m")),
                refusal("most", "below least", () -> KeyedKindTest.stay("5m", "3m")),
                refusal("step", "above 0", () -> new KeyedKind.WalkShape(0, 1, 0)),
                refusal("step", "more than the range", () -> new KeyedKind.WalkShape(0, 1, 2)),
                refusal("states", "at least one", () -> states(Map.of(), null, "1h")),
                refusal("states.a.next.b", "no state 'b', only a", () -> states(leadsTo("b"), null, "1h")),
                refusal("start.b", "no state 'b', only a", () -> states(leadsTo("a"), Map.of("b", 1.0), "1h")),
                refusal("states.a.for", "a number of events", () -> states(leadsTo("a"), null, "100")),
                refusal("epoch", "10000 times", () -> states(leadsTo("a"), null, "100d")),
                refusal("object", "at least one", () -> new CompositeKind.Nested(Map.of())),
                refusal("min", "from 0", () -> new CompositeKind.Length(-1, null)),
                refusal("max", "from min", () -> new CompositeKind.Length(3, 2)),
                refusal("expression", "blank", () -> new CompositeKind.Expression(" ", null)),
                refusal("decimals", "from 0 to 6", () -> new CompositeKind.Expression("1", 7)));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void shouldNameTheSettingThatCannotBe(String field, String problem, ThrowingCallable making) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(making)
                .withMessageContaining(problem)
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo(field));
    }

    private static PlaceKind.Ip ip(IpBlock within, Long cardinality, Skew skew) {
        return new PlaceKind.Ip(PlaceKind.IpVersion.V6, within, cardinality, skew);
    }

    private static Map<String, KeyedKind.State> leadsTo(String next) {
        return Map.of("a", new KeyedKind.State(Map.of(next, 1.0), KeyedKindTest.stay("30s", null)));
    }

    private static KeyedKind.States states(
            Map<String, KeyedKind.State> states, Map<String, Double> start, String epoch) {
        return new KeyedKind.States(states, null, start, Span.parse(epoch));
    }

    private static Arguments refusal(String field, String problem, ThrowingCallable making) {
        return Arguments.of(field, problem, making);
    }
}
