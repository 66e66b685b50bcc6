package dev.millrace.generator.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Share;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompositeKindTest {
    private static final FieldKind CITY = choice("Berlin", "Wien", "Bern");
    private static final FieldKind NUMBER = new NumberKind.Integers(new NumberKind.WholeRange(1, 1_000_000));

    @Test
    void shouldWriteObjectsWithinObjects() {
        var written = Written.last(
                "name",
                new FieldKind.Constant(Literal.text("Ada")),
                "address",
                object("city", CITY, "line", new TextKind.Template("{name}, {city}"), "deep", object("x", NUMBER)));

        for (long index = 0; index < 50; index++) {
            var json = written.json(index);
            assertThat(json.get("line").asString())
                    .isEqualTo("Ada, " + json.get("city").asString());
            assertThat(json.get("deep").get("x").isIntegralNumber()).isTrue();
            assertThat(written.text(index)).isEqualTo(written.rawJson(index));
        }
    }

    @Test
    void shouldFindFieldsOfObjectsByTheirPath() {
        var address = object("city", CITY);
        var whole = Written.last("address", address);
        var line = Written.last("address", address, "line", new TextKind.Template("in {address.city}"));

        assertThat(line.text(5)).isEqualTo("in " + whole.json(5).get("city").asString());
    }

    @Test
    void shouldWriteListsOfRandomLength() {
        var written = Written.by(new CompositeKind.Array(NUMBER, new CompositeKind.Length(0, 4)), 3);
        var lengths = new HashMap<Integer, Integer>();
        var values = new HashSet<Long>();
        int items = 0;
        for (long index = 0; index < 5_000; index++) {
            var list = written.json(index);
            lengths.merge(list.size(), 1, Integer::sum);
            for (var item : list) {
                values.add(item.longValue());
                items++;
            }
        }
        assertThat(lengths).containsOnlyKeys(0, 1, 2, 3, 4);
        assertThat(lengths.values()).allMatch(count -> count > 880 && count < 1_120);
        assertThat(values.size()).as("each value is drawn by itself").isGreaterThan((int) (items * 0.98));
    }

    @Test
    void shouldSeeTheEventFromWithinItsLists() {
        var written = Written.last(
                "order",
                new FieldKind.Sequence("o%d", null),
                "lines",
                new CompositeKind.Array(
                        object("sku", CITY, "id", new TextKind.Template("{order}/{sku}")),
                        new CompositeKind.Length(3, null)));

        for (long index = 0; index < 50; index++) {
            for (var line : written.json(index)) {
                assertThat(line.get("id").asString())
                        .isEqualTo("o" + index + "/" + line.get("sku").asString());
            }
        }
    }

    @Test
    void shouldWriteNullInAShareOfTheEvents() {
        var written = Written.by(new CompositeKind.Sometimes(CITY, new Share(0.1)), 3);

        long nulls = LongStream.range(0, 20_000)
                .filter(i -> written.json(i).isNull())
                .count();

        assertThat(nulls / 20_000.0).isCloseTo(0.1, within(0.01));
        assertThat(LongStream.range(0, 1_000))
                .allMatch(i -> written.json(i).isNull() == written.text(i).isEmpty());
    }

    @Test
    void shouldNotChangeAFieldByMakingItNullSometimes() {
        var plain = Written.by(NUMBER, 3);
        var sometimes = Written.by(new CompositeKind.Sometimes(NUMBER, new Share(0.5)), 3);

        assertThat(LongStream.range(0, 100))
                .allMatch(
                        i -> sometimes.json(i).isNull() || sometimes.rawJson(i).equals(plain.rawJson(i)));
    }

    @Test
    void shouldKeepAValueForAsLongAsAnotherHasItsOwn() {
        var key = new FieldKind.Sequence("c%d", 20L);
        var written = Written.last("customer", key, "mail", new CompositeKind.Steady(NUMBER, "customer"));
        var known = new HashMap<Long, String>();
        for (long index = 0; index < 500; index++) {
            var value = written.text(index);
            assertThat(known.merge(index % 20, value, (old, now) -> old)).isEqualTo(value);
        }
        assertThat(new HashSet<>(known.values())).hasSize(20);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "price * 2|21.0",
                "price * n|31.5",
                "n / 2|1",
                "n > 2 ? 'many' : 'few'|\"many\"",
                "name + '!'|\"a\\\"b!\"",
                "name.size() + index|10",
                "[n, n * 10]|[3,30]",
                "{'x': n}|{\"x\":3}",
                "address.city == 'Bern'|true",
                "flag && n == 3|true",
                "double(n) / 7.0|0.42857142857142855",
                "null|null"
            })
    void shouldWriteWhatAnExpressionComesTo(String expression, String json) {
        var written = Written.last(
                "n", new FieldKind.Constant(Literal.parse("3")),
                "price", new FieldKind.Constant(Literal.parse("10.5")),
                "name", new FieldKind.Constant(Literal.text("a\"b")),
                "flag", new FieldKind.Constant(Literal.parse("true")),
                "address", object("city", choice("Bern")),
                "x", new CompositeKind.Expression(expression, null));

        assertThat(written.rawJson(7)).isEqualTo(json);
        assertThat(written.text(7))
                .isEqualTo(written.json(7).isString() ? written.json(7).asString() : json.equals("null") ? "" : json);
    }

    @Test
    void shouldRoundWhatAnExpressionComesTo() {
        var written = Written.last("n", NUMBER, "x", new CompositeKind.Expression("double(n) / 3.0", 2));

        assertThat(LongStream.range(0, 100)).allMatch(i -> written.rawJson(i).matches("\\d+\\.\\d\\d"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "n +|mismatched",
                "m + 1|no field 'm' here, only n, x, index",
                "n.foo|fails for event 0",
                "1 / (n - n)|fails for event 0",
                "x + 1|refers to itself"
            })
    void shouldRefuseExpressionsThatCannotBe(String expression, String problem) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> Written.last("n", NUMBER, "x", new CompositeKind.Expression(expression, null)))
                .withMessageContaining(problem)
                .satisfies(refusal -> assertThat(refusal.field()).startsWith("s.fields.x"));
    }

    @Test
    void shouldWriteNullWhereAnExpressionFailsLater() {
        var written = Written.last("x", new CompositeKind.Expression("1 / (index - 500)", null));

        assertThat(written.rawJson(499)).isEqualTo("-1");
        assertThat(written.rawJson(500)).isEqualTo("null");
        assertThat(written.rawJson(501)).isEqualTo("1");
    }

    static CompositeKind.Nested object(Object... namesAndKinds) {
        var fields = new LinkedHashMap<String, FieldKind>();
        for (int i = 0; i < namesAndKinds.length; i += 2) {
            fields.put((String) namesAndKinds[i], (FieldKind) namesAndKinds[i + 1]);
        }
        return new CompositeKind.Nested(fields);
    }

    private static FieldKind choice(String... texts) {
        Map<String, Double> weights = new LinkedHashMap<>();
        for (var text : texts) {
            weights.put(text, 1.0);
        }
        return new FieldKind.Choice(weights);
    }
}
