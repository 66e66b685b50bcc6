package dev.millrace.generator.infer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.field.Literal;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Numbers in every form that captured files have them in: a source comes of them, and its numbers are such as these. */
class CapturedNumbersTest {
    private static final InferenceSettings USUAL = new InferenceSettings(null, null, null, 100);

    private static Arguments numbers(String what, LongFunction<String> number) {
        return Arguments.of(what, number);
    }

    static Stream<Arguments> numbers() {
        return Stream.of(
                numbers("whole, beyond a long", i -> "123456789012345678901" + (100_000 + i * 7919 % 99_991)),
                numbers("whole, as large as a long", i -> "" + (Long.MAX_VALUE - i * i * 7919)),
                numbers("whole, below any long", i -> "-98765432109876543210" + (100_000 + i * 7919 % 99_991)),
                numbers("whole, of fifteen digits", i -> "" + (100_000_000_000_000L + i * i * 104_729)),
                numbers("beyond a double", i -> (i + 1) * 7919 % 9_973 + "e400"),
                numbers("a few beyond a double", i -> i % 5 + 1 + "e400"),
                numbers("finer than a double", i -> (i + 1) * 7919 % 9_973 + "e-400"),
                numbers("a millionth of a millionth", i -> (i + 1) * 7919 % 9_973 + "E-16"),
                numbers("with an exponent", i -> "%d.%03dE+3".formatted(1 + i % 9, i * 7919 % 1_000)),
                numbers("from tiny to huge", i -> "3e" + (i % 600 - 300)),
                numbers("to both sides of any long", i -> (i % 2 == 0 ? "-" : "") + (i + 1) * 7919 % 9_973 + "e18"),
                numbers("around zero", i -> i % 3 == 0 ? "-0.0" : i % 3 == 1 ? "-0" : "-1e-7"),
                numbers("of a hundred digits", i -> "0." + "123456789".repeat(11) + i));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("numbers")
    void shouldComeAsNumbersOfTheSameSize(String what, LongFunction<String> number) throws Exception {
        var kind = kind(number);
        var least = LongStream.range(0, 1_000)
                .mapToObj(i -> new BigDecimal(number.apply(i)))
                .min(BigDecimal::compareTo)
                .orElseThrow();
        var greatest = LongStream.range(0, 1_000)
                .mapToObj(i -> new BigDecimal(number.apply(i)))
                .max(BigDecimal::compareTo)
                .orElseThrow();

        var made = Capture.ofField(kind, 7, 300).values("/f").toList();

        assertThat(made)
                .allSatisfy(value -> assertThat(value.isNumber())
                        .as("%s from %s", value, kind)
                        .isTrue());
        assertThat(made)
                .allSatisfy(value -> assertThat(value.asDouble())
                        .as("%s from %s", value, kind)
                        .isBetween(lowest(least), highest(greatest)));
    }

    /** A range that was drawn from may be a little wider than what was seen of it, and ends at what can be drawn. */
    private static double lowest(BigDecimal least) {
        double seen = Math.min(1e12, least.doubleValue());
        return seen - 0.2 * Math.abs(seen) - 1e-6;
    }

    private static double highest(BigDecimal greatest) {
        double seen = Math.max(-1e12, greatest.doubleValue());
        return seen + 0.2 * Math.abs(seen) + 1e-6;
    }

    @Test
    void shouldBeOneValueHoweverItIsWritten() throws Exception {
        var forms = List.of("1500", "1500.0", "1.5e3", "15E+2", "1500.00");

        assertThat(kind(i -> forms.get((int) (i % 5)))).isEqualTo(new FieldKind.Constant(Literal.parse("1500")));
        assertThat(kind(i -> i % 2 == 0 ? "-0.0" : "0")).isEqualTo(new FieldKind.Constant(Literal.parse("0")));
    }

    @Test
    void shouldStayTextsWhereTheyAreTexts() throws Exception {
        for (LongFunction<String> text : List.<LongFunction<String>>of(
                i -> "\"" + i * 7919 % 997 / 4.0 + "\"",
                i -> "\"-" + i % 3 + "\"",
                i -> "\"1e" + i % 50 + "\"",
                i -> "\"0" + (100 + i * 7919 % 900) + "\"")) {
            assertThat(Capture.ofField(kind(text), 7, 300).values("/f"))
                    .allSatisfy(value -> assertThat(value.isString()).isTrue());
        }
    }

    @Test
    void shouldBeTextsAndNumbersAsOftenWhereTheyAreBoth() throws Exception {
        var kind = kind(i -> i % 4 == 0 ? "" + i * 7919 % 997 : "\"" + i * 7919 % 997 + "\"");

        long numbers = Capture.ofField(kind, 7, 2_000)
                .values("/f")
                .filter(JsonNode::isNumber)
                .count();
        assertThat(numbers).isBetween(400L, 600L);
    }

    private static FieldKind kind(LongFunction<String> value) throws Exception {
        var lines = LongStream.range(0, 1_000)
                .mapToObj(i -> "{\"f\":" + value.apply(i) + "}")
                .collect(Collectors.joining("\n"));
        return SourceInference.of(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), USUAL)
                .definition()
                .fields()
                .get("f");
    }
}
