package dev.millrace.event.cel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.bundle.CelFactory;
import dev.cel.common.types.SimpleType;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MixedNumbersTest {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "whole + part, 4.5",
        "part + whole, 4.5",
        "whole - part, 1.5",
        "part - whole, -1.5",
        "whole * part, 4.5",
        "part * whole, 4.5",
        "whole / part, 2.0",
        "part / whole, 0.5",
        "2 * 1.5 + whole, 6.0",
        "unknown * part, 10.5",
        "part / 0, Infinity",
    })
    void wholeAndOtherNumbersAreReckonedWith(String expression, double result) throws Exception {
        var mixed = new MixedNumbers();
        var cel = CelFactory.plannerCelBuilder()
                .addCompilerLibraries(mixed)
                .addRuntimeLibraries(mixed)
                .addVar("whole", SimpleType.INT)
                .addVar("part", SimpleType.DOUBLE)
                .addVar("unknown", SimpleType.DYN)
                .build();

        var program = cel.createProgram(cel.compile(expression).getAst());

        assertThat(program.eval(Map.of("whole", 3L, "part", 1.5, "unknown", 7L)))
                .isEqualTo(result);
    }
}
