package dev.millrace.generator.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.settings.Share;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldWriterTest {
    private static final int EVENTS = 20_000;

    /** One of every kind: all are to keep these promises. */
    static Stream<FieldKind> kinds() {
        return Stream.of(
                new FieldKind.Sequence("customer-%08d", null),
                new FieldKind.Sequence("%d", 3L),
                new FieldKind.Uuid(FieldKind.UuidVersion.V4),
                new FieldKind.Constant(Literal.text("text")),
                new FieldKind.Constant(Literal.parse("4.5")),
                new FieldKind.Constant(Literal.parse("true")),
                choice("a", 1, "b", 2),
                new NumberKind.Integers(new NumberKind.WholeRange(-5, 5)),
                new NumberKind.Uniform(new NumberKind.Range(-1, 1), 3),
                new NumberKind.Lognormal(new NumberKind.LognormalShape(40, 0.8), 2),
                new FieldKind.Flag(new Share(0.5)),
                new FieldKind.Timestamp(FieldKind.TimestampOf.DUE));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void shouldWriteOneJsonValueThatSaysTheSameAsItsText(FieldKind kind) {
        var written = Written.by(kind, 5);
        for (long index : new long[] {0, 1, 2, 1_000_000_007, 1_000_000_000_000L}) {
            var value = written.json(index);
            assertThat(value.isValueNode()).isTrue();
            assertThat(value.isString() ? value.asString() : written.rawJson(index))
                    .isEqualTo(written.text(index));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void shouldWriteTheSameInAnyOrderAndFromAnyWriter(FieldKind kind) {
        var one = Written.by(kind, 5);
        var forwards = LongStream.range(0, 500).mapToObj(one::rawJson).toList();
        var other = Written.by(kind, 5);
        for (int index = 499; index >= 0; index--) {
            assertThat(other.rawJson(index)).isEqualTo(forwards.get(index));
        }
    }

    @Test
    void shouldCountInASequence() {
        var written = Written.by(new FieldKind.Sequence("customer-%08d", null), 1);

        assertThat(written.rawJson(17)).isEqualTo("\"customer-00000017\"");
        assertThat(written.text(123_456_789_012L)).isEqualTo("customer-123456789012");
    }

    @Test
    void shouldStartASequenceOverAfterItsCardinality() {
        var written = Written.by(new FieldKind.Sequence("c%02d.", 100L), 1);

        assertThat(LongStream.of(0, 99, 100, 250).mapToObj(written::text))
                .containsExactly("c00.", "c99.", "c00.", "c50.");
    }

    /** Texts that break a writer which forgets to escape, or escapes twice. */
    static Stream<String> hostile() {
        return Stream.of(
                "",
                "\"",
                "\\",
                "\\\"},{\"id\":1",
                "line\nbreak\r\ttab",
                "\u0000\u0001\u001f\u007f",
                "größe 東京 \uD83D\uDE80",
                "\u2028\u2029</script>",
                "\\u0041",
                "x".repeat(100_000));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void shouldKeepHostileTextsWhole(String text) {
        var constant = Written.by(new FieldKind.Constant(Literal.text(text)), 1);
        var chosen = Written.by(choice(text, 1), 1);
        var sequence = Written.by(new FieldKind.Sequence(text + "%d" + text, null), 1);

        assertThat(constant.json(3).asString()).isEqualTo(text).isEqualTo(constant.text(3));
        assertThat(chosen.json(3).asString()).isEqualTo(text).isEqualTo(chosen.text(3));
        assertThat(sequence.json(3).asString()).isEqualTo(text + "3" + text).isEqualTo(sequence.text(3));
    }

    @Test
    void shouldMakeRandomUuidsOfVersionFour() {
        var written = Written.by(new FieldKind.Uuid(FieldKind.UuidVersion.V4), 9);
        var seen = new HashSet<UUID>();
        for (long index = 0; index < EVENTS; index++) {
            var text = written.text(index);
            var uuid = UUID.fromString(text);
            assertThat(uuid.toString()).isEqualTo(text);
            assertThat(uuid.version()).isEqualTo(4);
            assertThat(uuid.variant()).isEqualTo(2);
            seen.add(uuid);
        }
        assertThat(seen).hasSize(EVENTS);
    }

    @Test
    void shouldKeepConstantsOfTheirKind() {
        assertThat(Written.by(new FieldKind.Constant(Literal.text("1")), 1).rawJson(0))
                .isEqualTo("\"1\"");
        assertThat(Written.by(new FieldKind.Constant(Literal.parse("1")), 1).rawJson(0))
                .isEqualTo("1");
        assertThat(Written.by(new FieldKind.Constant(Literal.parse("1e300")), 1)
                        .json(0)
                        .doubleValue())
                .isEqualTo(1e300);
        assertThat(Written.by(new FieldKind.Constant(Literal.parse("false")), 1).rawJson(0))
                .isEqualTo("false");
    }

    @Test
    void shouldChooseByWeight() {
        var written = Written.by(choice("gold", 5, "silver", 20, "basic", 75), 3);
        var counts = new TreeMap<String, Integer>();
        for (long index = 0; index < EVENTS; index++) {
            counts.merge(written.text(index), 1, Integer::sum);
        }
        assertThat(counts).containsOnlyKeys("basic", "gold", "silver");
        assertThat(counts.get("gold") / (double) EVENTS).isCloseTo(0.05, within(0.008));
        assertThat(counts.get("silver") / (double) EVENTS).isCloseTo(0.20, within(0.015));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-3, 3", "1, 6", "-9223372036854775807, -1", "0, 9223372036854775806"})
    void shouldKeepWholeNumbersInTheirRange(long min, long max) {
        var written = Written.by(new NumberKind.Integers(new NumberKind.WholeRange(min, max)), 3);
        var seen = new HashSet<Long>();
        for (long index = 0; index < EVENTS; index++) {
            assertThat(written.json(index).isIntegralNumber()).isTrue();
            long value = written.json(index).longValue();
            assertThat(value).isBetween(min, max);
            seen.add(value);
        }
        assertThat(seen).hasSizeGreaterThanOrEqualTo((int) Math.min(max - min + 1, EVENTS / 2));
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 2", "0, 1, 0", "0, 5, 0", "-0.05, 0.05, 2", "0.15, 0.35, 1", "1.09, 1.12, 2", "-1e12, 1e12, 6"})
    void shouldKeepDecimalsFromMinToBelowMax(double min, double max, int decimals) {
        var written = Written.by(new NumberKind.Uniform(new NumberKind.Range(min, max), decimals), 3);
        var least = BigDecimal.valueOf(min);
        var most = BigDecimal.valueOf(max);
        for (long index = 0; index < EVENTS; index++) {
            var value = new BigDecimal(written.text(index));
            assertThat(value.scale()).isEqualTo(decimals);
            assertThat(value).isGreaterThanOrEqualTo(least).isLessThan(most);
        }
    }

    @Test
    void shouldReachEveryDecimalEquallyOften() {
        var written = Written.by(new NumberKind.Uniform(new NumberKind.Range(-0.5, 0.5), 1), 3);
        var counts = new TreeMap<String, Integer>();
        for (long index = 0; index < EVENTS; index++) {
            counts.merge(written.text(index), 1, Integer::sum);
        }
        assertThat(counts).hasSize(10).containsKeys("-0.5", "0.0", "0.4");
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(1_800, 2_200));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 6})
    void shouldWriteLognormalValuesWithTheirDecimals(int decimals) {
        var written = Written.by(new NumberKind.Lognormal(new NumberKind.LognormalShape(40, 0.8), decimals), 3);
        int below = 0;
        for (long index = 0; index < EVENTS; index++) {
            var value = new BigDecimal(written.text(index));
            assertThat(value.scale()).isEqualTo(decimals);
            assertThat(value.signum()).isNotNegative();
            below += value.doubleValue() < 40 ? 1 : 0;
        }
        assertThat(below / (double) EVENTS).isCloseTo(0.5, within(0.02));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 1})
    void shouldRaiseFlagsByTheirShare(double share) {
        var written = Written.by(new FieldKind.Flag(new Share(share)), 3);

        double raised = LongStream.range(0, EVENTS)
                        .filter(index -> written.json(index).booleanValue())
                        .count()
                / (double) EVENTS;

        assertThat(raised).isCloseTo(share, within(share == 0 || share == 1 ? 1e-12 : 0.015));
    }

    @Test
    void shouldWriteTheDueTime() {
        var written = Written.by(new FieldKind.Timestamp(FieldKind.TimestampOf.DUE), 3);

        assertThat(written.rawJson(0)).isEqualTo("\"2026-11-21T20:59:23.123456Z\"");
    }

    private static FieldKind.Choice choice(Object... textsAndWeights) {
        var weights = new LinkedHashMap<String, Double>();
        for (int i = 0; i < textsAndWeights.length; i += 2) {
            weights.put((String) textsAndWeights[i], ((Number) textsAndWeights[i + 1]).doubleValue());
        }
        return new FieldKind.Choice(weights);
    }
}
