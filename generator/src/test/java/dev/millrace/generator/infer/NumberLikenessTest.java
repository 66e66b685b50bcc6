package dev.millrace.generator.infer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.generator.field.CompositeKind;
import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.field.Literal;
import dev.millrace.generator.field.NumberKind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Numbers of the inferred source are distributed like the original's, under seed 11 and, for the second sample, 4711. The
 * bounds: two samples of 10 000 of the same distribution lie less than 0.023 apart, but for one in a hundred; what is
 * more is the estimate's.
 */
class NumberLikenessTest {
    private static final int EVENTS = 10_000;

    static Stream<Arguments> originals() {
        return Stream.of(
                original("normal", 0.03, normal(172, 9, 1)),
                original("normal", 0.03, normal(0, 0.02, 4)),
                original("uniform", 0.03, new NumberKind.Uniform(new NumberKind.Range(0.1, 2.5), 2)),
                original("uniform", 0.03, new NumberKind.Integers(new NumberKind.WholeRange(-500, 12_000))),
                original("lognormal", 0.03, new NumberKind.Lognormal(new NumberKind.LognormalShape(40, 0.8), 2)),
                original("lognormal", 0.03, new NumberKind.Lognormal(new NumberKind.LognormalShape(900, 1.6), 0)),
                original(
                        "exponential",
                        0.03,
                        new NumberKind.Exponential(new NumberKind.ExponentialShape(5, null, null), 3)),
                original(
                        "exponential",
                        0.03,
                        new NumberKind.Exponential(new NumberKind.ExponentialShape(120, null, null), 0)),
                original("pareto", 0.03, new NumberKind.Pareto(new NumberKind.ParetoShape(100, 1.16, null), 0)),
                original("pareto", 0.03, new NumberKind.Pareto(new NumberKind.ParetoShape(1, 2.5, null), 2)),
                original("zipf", 0.05, new NumberKind.ZipfRank(new NumberKind.ZipfShape(1.2, 300, 1))),
                original("two humps", 0.08, mix(normal(10, 1, 1), normal(50, 3, 1))),
                original(
                        "many zeros",
                        0.05,
                        mix(constant("0"), new NumberKind.Lognormal(new NumberKind.LognormalShape(3_000, 1), 0))),
                original("large", 0.03, new NumberKind.Integers(new NumberKind.WholeRange(1L << 40, 1L << 50))));
    }

    @ParameterizedTest(name = "{0} within {1}: {2}")
    @MethodSource("originals")
    void theInferredSourceIsDistributedLikeTheOriginal(String name, double bound, FieldKind kind) throws Exception {
        var original = Capture.ofField(kind, 11, EVENTS);

        var sample = original.again();

        assertThat(Likeness.distance(original.numbers("/f"), sample.numbers("/f")))
                .as("inferred: " + original.inferred().definition().fields())
                .isLessThan(bound);
    }

    private static Arguments original(String name, double bound, FieldKind kind) {
        return Arguments.of(name, bound, kind);
    }

    private static FieldKind normal(double mean, double deviation, int decimals) {
        return new NumberKind.Normal(new NumberKind.NormalShape(mean, deviation, null, null), decimals);
    }

    private static FieldKind constant(String json) {
        return new FieldKind.Constant(Literal.parse(json));
    }

    private static FieldKind mix(FieldKind one, FieldKind other) {
        return new CompositeKind.Mix(List.of(new CompositeKind.Part(one, 3), new CompositeKind.Part(other, 7)));
    }
}
