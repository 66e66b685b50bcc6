package dev.millrace.generator.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.generator.field.CompositeKind;
import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.field.NumberKind;
import dev.millrace.generator.field.PlaceKind;
import dev.millrace.generator.field.TextKind;
import dev.millrace.generator.random.Draw;
import dev.millrace.generator.source.SourceDefinition;
import dev.millrace.generator.testing.Definitions;
import dev.millrace.settings.InvalidSetting;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found in captures of all sorts. */
class SourceInferenceTest {
    private static final InferenceSettings USUAL = new InferenceSettings(null, null, null, 100);

    @Test
    void aRunningNumberIsFoundWithItsForm() throws Exception {
        assertThat(kind(i -> "\"order-%06d\"".formatted(i + 17))).isEqualTo(new FieldKind.Sequence("order-%06d", null));
        assertThat(kind(i -> "" + (i + 17)))
                .isEqualTo(new NumberKind.Series(new NumberKind.Steps(17, 1, null, null), 0));
        assertThat(kind(i -> "\"sensor-" + i % 50 + "\"")).isEqualTo(new FieldKind.Sequence("sensor-%d", 50L));
    }

    @Test
    void uuidsAddressesAndTimesAreFound() throws Exception {
        assertThat(kind(i -> '"' + new UUID(0x4000L | i << 16, Long.MIN_VALUE | i).toString() + '"'))
                .isEqualTo(new FieldKind.Uuid(FieldKind.UuidVersion.V4));
        assertThat(kind(i -> "\"10.1." + i * 7 % 256 + "." + i * 13 % 256 + "\""))
                .isInstanceOfSatisfying(
                        PlaceKind.Ip.class, ip -> assertThat(ip.within()).hasToString("10.1.0.0/16"));
        assertThat(kind(i -> "\"2001:db8::" + Long.toHexString(i + 1) + "\"")).isInstanceOf(PlaceKind.Ip.class);
        assertThat(kind(i -> "\"2026-11-%02dT12:00:00Z\"".formatted(i % 28 + 1)))
                .isInstanceOf(FieldKind.Timestamp.class);
    }

    @Test
    void timesAreTakenAgainstTheTimeOfTheEvent() throws Exception {
        var lines = LongStream.range(0, 1_000)
                .mapToObj(i -> "{\"time\":" + (1_795_294_763_000L + i * 10) + ",\"paid_at\":"
                        + (1_795_294_763_000L + i * 10 - 60_000 - i % 7 * 1_000) + "}")
                .toList();

        var source = infer(lines, USUAL).definition();

        assertThat(source.fields().get("time"))
                .isEqualTo(new FieldKind.Timestamp(
                        FieldKind.TimestampOf.DUE, null, FieldKind.TimestampFormat.EPOCH_MILLIS));
        assertThat(((FieldKind.Timestamp) source.fields().get("paid_at")).offset())
                .satisfies(offset -> {
                    assertThat(offset.from()).hasToString("-66s");
                    assertThat(offset.to()).hasToString("-1m");
                });
        assertThat(perSecond(source)).isCloseTo(100, within(0.5));
    }

    @Test
    void codesAndLogLinesBecomePatterns() throws Exception {
        assertThat(kind(i -> "\"SKU-%04d-%s\"".formatted(i * 7919 % 10_000, (char) ('A' + i % 26))))
                .isEqualTo(new TextKind.Pattern("SKU-\\d{4}-[A-Z]"));
        var log = kind(i -> i % 4 == 0
                ? "\"user " + i * 7919 % 90_000 + " logged in\""
                : "\"GET /cart/" + i * 104_729 % 9_000_000 + " took " + i * 31 % 977 + " ms\"");
        assertThat(log).isInstanceOfSatisfying(CompositeKind.Mix.class, mix -> {
            assertThat(mix.mix()).hasSize(2);
            assertThat(mix.mix().getFirst().of().toString())
                    .contains("GET /cart/\\d{")
                    .contains(" ms");
            assertThat(mix.mix().getLast().of().toString()).contains("user \\d{");
        });
    }

    @Test
    void peopleAreFoundWhereNameAndTextsAgree() throws Exception {
        assertThat(kind(
                        "email",
                        i -> "\"" + Long.toString(i * 7919, 36) + "." + Long.toString(i, 26) + "@example.com\""))
                .isInstanceOf(TextKind.Faker.class);
        assertThat(kind(
                        "name",
                        i -> "\"Ann" + "abcdefgh".charAt((int) (i % 8)) + "x".repeat((int) (i % 30)) + " Lee\""))
                .isInstanceOf(TextKind.Faker.class);
        assertThat(kind("name", i -> "\"node-" + i * 7919 % 100_000 + "\"")).isNotInstanceOf(TextKind.Faker.class);
    }

    @Test
    void fieldsThatAreMissingAreNullAsOften() throws Exception {
        var source = infer(
                        lines(i -> i % 4 == 0
                                ? "{\"a\":1,\"b\":{\"c\":\"x\"}}"
                                : i % 4 == 1 ? "{\"a\":1}" : "{\"a\":1,\"b\":null}"),
                        USUAL)
                .definition();

        assertThat(source.fields().get("b")).isInstanceOfSatisfying(CompositeKind.Sometimes.class, field -> {
            assertThat(field.nulls().fraction()).isEqualTo(0.75);
            assertThat(field.of()).isInstanceOf(CompositeKind.Nested.class);
        });
    }

    @Test
    void valuesOfSeveralTypesAreMixed() throws Exception {
        assertThat(kind(i -> i % 2 == 0 ? "7" : "\"x\"")).isInstanceOf(CompositeKind.Mix.class);
        assertThat(kind(i -> "null")).isEqualTo(new CompositeKind.Fixed("null"));
        assertThat(kind(i -> "{}")).isEqualTo(new CompositeKind.Fixed("{}"));
        assertThat(kind(i -> "[]")).isEqualTo(new CompositeKind.Fixed("[]"));
        assertThat(kind(i -> "\"007\"")).hasToString("Constant[constant=007]");
        assertThat(kind(i -> "\"7\"")).isEqualTo(new CompositeKind.Fixed("\"7\""));
    }

    @Test
    void aCloudEventTellsItsSourceItsTypeItsKeyAndItsRate() throws Exception {
        var original = Definitions.numbered("t", 250, null, 40);

        var inferred = Capture.of(original, 1, 2_000).inferred();

        assertThat(inferred.name()).isEqualTo("s");
        assertThat(inferred.definition().key()).isEqualTo("shelf");
        assertThat(perSecond(inferred.definition())).isCloseTo(250, within(0.5));
        assertThat(inferred.definition().fields().keySet()).containsExactly("number", "shelf");
    }

    @Test
    void withoutTimesTheRateIsAGuessAndSaysSo() throws Exception {
        var inferred = Capture.of(Definitions.numbered("t", 250, null, 40), 1, 100)
                .bare()
                .inferred();

        assertThat(inferred.notes().get("rate")).contains("guess");
    }

    @Test
    void malformedLinesAreToldWithTheirPlacesAndPassedOver() throws Exception {
        var inferred = infer(List.of("{\"a\":1}", "", "{\"a\":", "[1]", "{\"a\":2} x", "{\"a\":3}"), USUAL);

        assertThat(inferred.report().lines()).isEqualTo(5);
        assertThat(inferred.report().malformed()).isEqualTo(3);
        assertThat(inferred.report().examples().get(0)).startsWith("line 3 is no JSON object");
        assertThat(inferred.report().examples().get(1)).startsWith("line 4 is no JSON object but array");
        assertThat(inferred.report().examples().get(2)).startsWith("line 5 ");
        assertThat(inferred.definition().fields()).containsOnlyKeys("a");
    }

    @Test
    void halfACharacterAndNamesNoFileCanHaveDoNoHarm() throws Exception {
        var inferred = infer(List.of("{\"a\":\"x\\ud800\",\"${b}\":1}"), USUAL);

        assertThat(inferred.definition().fields()).containsOnlyKeys("a");
        assertThat(inferred.definition().fields().get("a")).hasToString("Constant[constant=x?]");
        assertThat(inferred.report().leftOut()).containsExactly("${b}");
    }

    @Test
    void aNameNoSourceCanHaveIsRefused() {
        assertThatThrownBy(() -> new InferenceSettings("My Source", null, null, 100))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("no name of a source");
    }

    @Test
    void aCaptureWithoutEventsIsRefused() {
        var nothing = catchThrowableOfType(NothingCaptured.class, () -> infer(List.of("x", "["), USUAL));

        assertThat(nothing.report().malformed()).isEqualTo(2);
    }

    @Test
    void aKeyThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> infer(List.of("{\"a\":1}"), new InferenceSettings(null, null, "b", 100)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("no field 'b', only a");
    }

    @Test
    void theSameCaptureMakesTheSameSource() throws Exception {
        var capture = Capture.ofField(new NumberKind.Lognormal(new NumberKind.LognormalShape(5, 1), 2), 1, 20_000);

        assertThat(capture.inferred()).isEqualTo(capture.inferred());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"wide", "deep"})
    void fieldsWithoutBoundAreLeftOutAndNamed(String form) throws Exception {
        var wide =
                LongStream.range(0, 5_000).mapToObj(i -> "\"f" + i + "\":" + i).collect(Collectors.joining(","));
        var line = form.equals("wide") ? "{" + wide + "}" : "{\"a\":".repeat(200) + "1" + "}".repeat(200);

        var inferred = infer(List.of(line), USUAL);

        assertThat(inferred.report().leftOut()).isNotEmpty();
        assertThat(inferred.definition().fields().size()).isLessThanOrEqualTo(ProfileBudget.MOST_FIELDS);
    }

    /** A million events with a hundred thousand keys: what is kept does not grow with them. */
    @Test
    void memoryIsBounded() {
        var distinct = new DistinctValues();
        for (long i = 0; i < 1_000_000; i++) {
            distinct.add(Draw.bits(7, i % 100_000));
        }

        assertThat((double) distinct.different()).isCloseTo(100_000, within(6_000.0));
        assertThat(distinct.collision()).isCloseTo(1e-5, within(2e-6));
        assertThat(distinct.kept()).isLessThanOrEqualTo(DistinctValues.KEPT);
    }

    private static FieldKind kind(LongFunction<String> value) throws Exception {
        return kind("f", value);
    }

    private static FieldKind kind(String name, LongFunction<String> value) throws Exception {
        return infer(lines(i -> "{\"" + name + "\":" + value.apply(i) + "}"), USUAL)
                .definition()
                .fields()
                .get(name);
    }

    private static List<String> lines(LongFunction<String> line) {
        return LongStream.range(0, 1_000).mapToObj(line).toList();
    }

    private static InferredSource infer(List<String> lines, InferenceSettings settings) throws Exception {
        InputStream in = new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        return SourceInference.of(in, settings);
    }

    private static double perSecond(SourceDefinition source) {
        return Definitions.dueTimes(source.rate())
                .meanPerSecond(Duration.ofMinutes(1).toNanos());
    }
}
