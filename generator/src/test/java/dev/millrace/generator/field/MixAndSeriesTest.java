package dev.millrace.generator.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.settings.InvalidSetting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Series go where they are said to; a mix keeps its weights; a pattern with a cardinality comes back to its texts. */
class MixAndSeriesTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "0, 1, -, -, 0, '0 1 2 3 4'",
                "5, -2, -, -, 0, '5 3 1 -1 -3'",
                "0, 3, 7, -, 0, '0 3 6 2 5'",
                "1, 1, 4, 3, 0, '3 1 2 3 1'",
                "3, -1.5, 0, 1.5, 1, '1.5 3.0 1.5 3.0 1.5'",
                "10, -1, 7, 9, 0, '9 8 10 9 8'"
            })
    void aSeriesGoesOnByItsStepAndBeginsAgain(
            double start, double step, Double restart, Double initial, int decimals, String first) {
        var written =
                Written.by(new NumberKind.Series(new NumberKind.Steps(start, step, restart, initial), decimals), 3);

        assertThat(written.texts(5).collect(Collectors.joining(" "))).isEqualTo(first);
    }

    @Test
    void aSeriesKeepsItsPlaceInRoundsHoweverFarItHasCome() {
        var steps = new NumberKind.Steps(0, 999_999_999_937.0, 1_000_000_000_039.0, null);
        var written = Written.by(new NumberKind.Series(steps, 0), 3);
        long index = 8_999_999_999_999_999_999L;

        var expected = java.math.BigInteger.valueOf(999_999_999_937L)
                .multiply(java.math.BigInteger.valueOf(index))
                .mod(java.math.BigInteger.valueOf(1_000_000_000_039L));
        assertThat(written.text(index)).isEqualTo(expected.toString());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "0, 0, -, -, 0, series.step",
                "0, 1, 0, -, 0, series.restart",
                "0, 1, -3, -, 0, series.restart",
                "0, 1, 5, 5, 0, series.initial",
                "0.5, 1, -, -, 0, series.start",
                "1e18, 1, -, -, 2, series.start"
            })
    void aSeriesThatCannotBeIsRefused(
            double start, double step, Double restart, Double initial, int decimals, String setting) {
        assertThatThrownBy(() -> new NumberKind.Series(new NumberKind.Steps(start, step, restart, initial), decimals))
                .isInstanceOfSatisfying(
                        InvalidSetting.class,
                        refused -> assertThat(refused.field()).isEqualTo(setting));
    }

    @Test
    void aMixChoosesAmongItsKindsByWeight() {
        var written = Written.by(
                new CompositeKind.Mix(List.of(
                        new CompositeKind.Part(new FieldKind.Constant(Literal.parse("200")), 9),
                        new CompositeKind.Part(new FieldKind.Constant(Literal.parse("404")), 1))),
                3);

        var counts = LongStream.range(0, 100_000)
                .mapToObj(written::rawJson)
                .collect(Collectors.groupingBy(value -> value, Collectors.counting()));

        assertThat(counts).containsOnlyKeys("200", "404");
        assertThat(counts.get("404") / 100_000.0).isCloseTo(0.1, within(0.005));
    }

    @Test
    void mixesOfTheSameEventChooseIndependently() {
        var mix = new CompositeKind.Mix(List.of(
                new CompositeKind.Part(new FieldKind.Constant(Literal.parse("0")), 1),
                new CompositeKind.Part(new FieldKind.Constant(Literal.parse("1")), 1)));
        var fields = new LinkedHashMap<String, FieldKind>();
        fields.put("a", mix);
        fields.put("b", mix);
        var one = Written.among(fields, 42, "a");
        var other = Written.among(fields, 42, "b");

        long alike = LongStream.range(0, 10_000)
                .filter(index -> one.text(index).equals(other.text(index)))
                .count();

        assertThat(alike / 10_000.0).isCloseTo(0.5, within(0.02));
    }

    @Test
    void aPatternWithACardinalityHasSoManyTexts() {
        var few = Written.by(new TextKind.Pattern("[a-z]{20}", 50L, null), 3);

        assertThat(few.texts(5_000).distinct().count()).isEqualTo(50);
    }

    @Test
    void fixedJsonStandsAsItIs() {
        var fixed = Written.by(new CompositeKind.Fixed(" { \"a\" : [ 1.50 , null ] } "), 3);

        assertThat(fixed.rawJson(7)).isEqualTo("{\"a\":[1.50,null]}");
        assertThat(Written.by(new CompositeKind.Fixed("\"x\""), 3).text(0)).isEqualTo("x");
        assertThatThrownBy(() -> new CompositeKind.Fixed("{")).isInstanceOf(InvalidSetting.class);
    }
}
