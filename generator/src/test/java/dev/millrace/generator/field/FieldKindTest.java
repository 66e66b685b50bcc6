package dev.millrace.generator.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.settings.InvalidSetting;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FieldKindTest {
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
                refusal("ref", "customers.id", () -> new FieldKind.Ref(".id", FieldKind.RefAmong.DUE)));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void shouldNameTheSettingThatCannotBe(String field, String problem, ThrowingCallable making) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(making)
                .withMessageContaining(problem)
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo(field));
    }

    private static Arguments refusal(String field, String problem, ThrowingCallable making) {
        return Arguments.of(field, problem, making);
    }
}
