package dev.millrace.processor.plan;

import dev.millrace.processor.expression.Call;
import dev.millrace.processor.expression.Compilation;
import dev.millrace.processor.expression.ExpressionCompiler;
import dev.millrace.settings.InvalidSetting;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Reads aggregates such as {@code sum(data.amount)}. */
final class AggregationReader {
    private final ExpressionCompiler compiler;

    AggregationReader(ExpressionCompiler compiler) {
        this.compiler = compiler;
    }

    /** Reads one; {@code field} is its path for errors, {@code name} its field in the result. */
    Aggregation read(String field, String name, String text) {
        var call = switch (compiler.compileCall(text)) {
            case Compilation.Compiled(Call compiled) -> compiled;
            case Compilation.Rejected(var error) -> throw new InvalidSetting(field, error.describe());
        };
        var function = AggregateFunction.of(call.function())
                .orElseThrow(() -> new InvalidSetting(
                        field, "there is no aggregate '" + call.function() + "'; there are " + known()));
        if (call.arguments().size() != function.arguments()) {
            throw new InvalidSetting(
                    field,
                    "'" + function.word() + "' takes "
                            + (function.arguments() == 0 ? "nothing in its parentheses" : "one expression")
                            + ", found " + call.arguments().size());
        }
        return new Aggregation(
                field,
                name,
                function,
                call.arguments().isEmpty() ? null : call.arguments().getFirst());
    }

    private static String known() {
        return Arrays.stream(AggregateFunction.values())
                .map(f -> f.word() + (f.arguments() == 0 ? "()" : "(…)"))
                .collect(Collectors.joining(", "));
    }
}
