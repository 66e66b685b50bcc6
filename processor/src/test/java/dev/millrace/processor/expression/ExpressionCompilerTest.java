package dev.millrace.processor.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionCompilerTest {
    private static final ExpressionCompiler COMPILER = new ExpressionCompiler();
    private static final String KNOWN = "known are id, source, type, time, key, correlationId, run, index, data";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                dta.amount > 0       | 1  | 'dta' is not known here; did you mean 'data'? {known}
                correlationid == ''  | 1  | 'correlationid' is not known here; did you mean 'correlationId'? {known}
                amount > 0           | 1  | 'amount' is not known here; fields of an event's data are written data.amount; {known}
                data.amount >        | 14 | the expression ends too early
                data.a = 3           | 8  | '=' does not belong here; write ==
                true and data.a      | 6  | 'and' does not belong here; write &&
                data.a == 'x         | 11 | the text that begins here does not end
                foo(data.a)          | 4  | 'foo' is not a function there is
                id > 3               | 4  | '>' does not go with (string, int)
                size(data)           | 5  | must come to true or false, but comes to int
                'a' + 'b'            | 5  | must come to true or false, but comes to string
                """)
    void refusesWithThePlaceAndAReason(String text, int position, String message) {
        var compilation = COMPILER.compile(text, ResultType.CONDITION);

        assertThat(compilation)
                .isEqualTo(new Compilation.Rejected<>(
                        new ExpressionError(text, position, message.replace("{known}", KNOWN))));
    }

    @Test
    void letsThroughWhatOnlyTheEventWillTell() {
        var compilation = COMPILER.compile("data.a + 1", ResultType.GROUP);

        assertThat(compilation).isInstanceOf(Compilation.Compiled.class);
    }

    @Test
    void placesAnErrorInTheSecondLine() {
        var text = "data.a > 0 &&\n  dta.b > 0";

        var compilation = COMPILER.compile(text, ResultType.CONDITION);

        assertThat(compilation)
                .isInstanceOfSatisfying(
                        Compilation.Rejected.class,
                        rejected -> assertThat(rejected.error().position()).isEqualTo(text.indexOf("dta") + 1));
    }

    @Test
    void refusesWhatIsTooLongOrTooDeep() {
        var tooLong = "data.a > 0" + " || data.a > 0".repeat(400);
        var tooDeep = "(".repeat(200) + "true" + ")".repeat(200);

        assertThat(COMPILER.compile(tooLong, ResultType.CONDITION)).isInstanceOf(Compilation.Rejected.class);
        assertThat(COMPILER.compile(tooDeep, ResultType.CONDITION)).isInstanceOf(Compilation.Rejected.class);
    }

    @Test
    void readsACallWithItsArguments() {
        var compilation = COMPILER.compileCall("sum(data.price * data.quantity)");

        assertThat(compilation).isInstanceOfSatisfying(Compilation.Compiled.class, compiled -> {
            var call = (Call) compiled.result();
            assertThat(call.function()).isEqualTo("sum");
            assertThat(call.arguments()).hasSize(1);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                sum(data.a) + sum(data.b) | 1  | must be one call, such as sum(data.amount)
                data.a                    | 1  | must be one call, such as sum(data.amount)
                data.sum(1)               | 1  | must be one call, such as sum(data.amount)
                sum(dta.a)                | 5  | 'dta' is not known here; did you mean 'data'? {known}
                sum('x')                  | 5  | must come to a number, but comes to string
                sum(data.a                | 11 | ')' is missing here
                """)
    void refusesWhatIsNotOneCall(String text, int position, String message) {
        var compilation = COMPILER.compileCall(text);

        assertThat(compilation)
                .isEqualTo(new Compilation.Rejected<>(
                        new ExpressionError(text, position, message.replace("{known}", KNOWN))));
    }
}
