package dev.millrace.event.cel;

import dev.cel.checker.CelCheckerBuilder;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerLibrary;
import dev.cel.parser.CelParserBuilder;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntimeBuilder;
import dev.cel.runtime.CelRuntimeLibrary;

/**
 * Arithmetic between whole and other numbers, which CEL keeps apart and JSON does not: {@code data.price * data.quantity}
 * must work whether a price is written 12 or 12.5. A library for CEL's compiler and its runtime; immutable.
 */
public final class MixedNumbers implements CelCompilerLibrary, CelRuntimeLibrary {
    private enum Operator {
        ADD("_+_", "add"),
        SUBTRACT("_-_", "subtract"),
        MULTIPLY("_*_", "multiply"),
        DIVIDE("_/_", "divide");

        private final String function;
        private final String intFirst;
        private final String doubleFirst;

        Operator(String function, String name) {
            this.function = function;
            this.intFirst = name + "_int64_double";
            this.doubleFirst = name + "_double_int64";
        }

        double of(double a, double b) {
            return switch (this) {
                case ADD -> a + b;
                case SUBTRACT -> a - b;
                case MULTIPLY -> a * b;
                case DIVIDE -> a / b;
            };
        }
    }

    @Override
    public void setParserOptions(CelParserBuilder parser) {
        // The operators are in the grammar already.
    }

    @Override
    public void setCheckerOptions(CelCheckerBuilder checker) {
        for (var operator : Operator.values()) {
            checker.addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration(
                    operator.function,
                    CelOverloadDecl.newGlobalOverload(
                            operator.intFirst, SimpleType.DOUBLE, SimpleType.INT, SimpleType.DOUBLE),
                    CelOverloadDecl.newGlobalOverload(
                            operator.doubleFirst, SimpleType.DOUBLE, SimpleType.DOUBLE, SimpleType.INT)));
        }
    }

    @Override
    public void setRuntimeOptions(CelRuntimeBuilder runtime) {
        for (var operator : Operator.values()) {
            runtime.addFunctionBindings(CelFunctionBinding.fromOverloads(
                    operator.function,
                    CelFunctionBinding.from(operator.intFirst, Long.class, Double.class, (a, b) -> operator.of(a, b)),
                    CelFunctionBinding.from(
                            operator.doubleFirst, Double.class, Long.class, (a, b) -> operator.of(a, b))));
        }
    }
}
