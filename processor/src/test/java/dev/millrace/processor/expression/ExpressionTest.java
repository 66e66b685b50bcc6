package dev.millrace.processor.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.Event;
import dev.millrace.event.EventData;
import dev.millrace.event.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    private static final ExpressionCompiler COMPILER = new ExpressionCompiler();
    private static final String DATA = """
            {"amount": 12.5, "count": 3, "name": "Ada", "nothing": null, "yes": true, "items": [1, 2, 3],
             "customer": {"tier": "gold"}, "huge": 123456789012345678901234567890}""";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data.amount > 0",
                "data.count > 0",
                "data.count > 2.5",
                "data.amount * data.count == 37.5",
                "data.count * data.amount == 37.5",
                "data.amount + 1 == 13.5",
                "1 - data.amount == -11.5",
                "data.count / 2.0 == 1.5",
                "data.count / 2 == 1",
                "data.customer.tier == 'gold'",
                "data['name'].startsWith('A')",
                "data.name.lowerAscii() == 'ada'",
                "has(data.amount) && !has(data.other)",
                "data.?other.orValue(7) == 7",
                "data.nothing == null",
                "data.items.exists(i, i > 2) && size(data.items) == 3",
                "data.huge > 1e29",
                "data.yes",
                "id == 'r1.orders.7' && source == 'orders' && type == 'shop.order'",
                "time < timestamp('2026-11-22T00:00:00Z') && time.getHours() == 20",
                "key == 'k1' && correlationId == 'c9' && run == 'r1' && index == 7",
                "math.greatest(data.amount, data.count) > 12.0"
            })
    void holdsForTheEvent(String condition) {
        var outcome = condition(condition).evaluate(scope(DATA));

        assertThat(outcome).isEqualTo(new Evaluation.Value<>(true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                data.other > 1          | there is no field 'other' (character 5 of `data.other > 1`)
                data.name > 1           | '>' does not go with the types of the values here (character 11 of `data.name > 1`)
                data.nothing * 2 > 1    | '*' does not go with the types of the values here (character 14 of `data.nothing * 2 > 1`)
                data.name.first == 'A'  | 'first' is looked for in something that has no fields (character 10 of `data.name.first == 'A'`)
                data.count / 0 == 1     | division by zero (character 12 of `data.count / 0 == 1`)
                data.items[5] == 1      | Index out of bounds: 5 (character 11 of `data.items[5] == 1`)
                data.name               | must come to true or false, came to 'Ada' (`data.name`)
                data.nothing            | must come to true or false, came to null (`data.nothing`)
                """)
    void saysWhatAnEventLacks(String condition, String reason) {
        var outcome = condition(condition).evaluate(scope(DATA));

        assertThat(outcome).isEqualTo(new Evaluation.Failed<>(reason));
    }

    @Test
    void failsAsAValueWhenAKeyIsWantedAndThereIsNone() {
        var event = new Event("1", "s", "t", Instant.EPOCH, null, "c", null, null, Map.of(), EventData.NULL);
        var scope = new EventScope(event, null);

        assertThat(condition("key == null && run == null && index == null").evaluate(scope))
                .isEqualTo(new Evaluation.Value<>(true));
        assertThat(condition("key + 'x' == 'x'").evaluate(scope)).isInstanceOf(Evaluation.Failed.class);
    }

    @Test
    void stopsBeforeNestedLoopsBlowUp() {
        var list = "data.items.map(a, data.items.map(b, data.items.map(c, data.items.map(d, data.items.map(e,"
                + " data.items.map(f, data.items.map(g, data.items.map(h, data.items.map(i, 1)))))))))";

        var outcome = condition("size(" + list + ") > 0").evaluate(scope(DATA));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Evaluation.Failed.class,
                        failed -> assertThat(failed.reason())
                                .startsWith("more than 10000 list elements would have to be looked at"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                data.count        | 3
                data.amount       | 12.5
                data.amount * 2   | 25.0
                data.count * 2    | 6
                """)
    void comesToANumber(String text, String number) {
        assertThat(value(text, ResultType.NUMBER)).hasToString(number);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                data.customer.tier | gold
                data.count         | 3
                data.count * 1.0   | 3
                data.amount        | 12.5
                data.yes           | true
                """)
    void comesToSomethingToGatherBy(String text, String group) {
        assertThat(value(text, ResultType.GROUP)).isEqualTo(group);
    }

    @Test
    void isNoNumberWhenNotFinite() {
        var outcome = compile("data.amount / 0.0", ResultType.NUMBER).evaluate(scope(DATA));

        assertThat(outcome)
                .isEqualTo(new Evaluation.Failed<>("must come to a number, came to Infinity (`data.amount / 0.0`)"));
    }

    @Test
    void isEqualByTextAndType() {
        assertThat(condition("data.yes")).isEqualTo(condition("data.yes")).hasSameHashCodeAs(condition("data.yes"));
        assertThat(condition("data.yes"))
                .isNotEqualTo(condition("data.no"))
                .isNotEqualTo(compile("data.yes", ResultType.GROUP));
    }

    private static Expression<Boolean> condition(String text) {
        return compile(text, ResultType.CONDITION);
    }

    private static <T> Expression<T> compile(String text, ResultType<T> type) {
        return switch (COMPILER.compile(text, type)) {
            case Compilation.Compiled(var expression) -> expression;
            case Compilation.Rejected(var error) -> throw new AssertionError(error.describe());
        };
    }

    private static <T> T value(String text, ResultType<T> type) {
        return switch (compile(text, type).evaluate(scope(DATA))) {
            case Evaluation.Value(var value) -> value;
            case Evaluation.Failed(var reason) -> throw new AssertionError(reason);
        };
    }

    private static EventScope scope(String data) {
        var event = new Event(
                "r1.orders.7",
                "orders",
                "shop.order",
                Instant.parse("2026-11-21T20:59:23.123456Z"),
                "k1",
                "c9",
                null,
                new Origin("r1", 7),
                Map.of(),
                EventData.ofJson(data));
        return new EventScope(event, "k1".getBytes(StandardCharsets.UTF_8));
    }
}
