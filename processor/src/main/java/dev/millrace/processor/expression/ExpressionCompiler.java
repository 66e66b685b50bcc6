package dev.millrace.processor.expression;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.millrace.event.cel.MixedNumbers;
import dev.millrace.processor.expression.Compilation.Compiled;
import dev.millrace.processor.expression.Compilation.Rejected;
import java.util.ArrayList;

/** Compiles the expressions of pipeline files. Thread-safe; costly to make, so make one and keep it. */
public final class ExpressionCompiler {
    /** How many list elements one evaluation may visit, nested loops multiplied out. */
    static final int MAX_ITERATIONS = 10_000;

    /** The longest expression, in characters. */
    static final int MAX_LENGTH = 4_096;

    private static final int MAX_NESTING = 50;
    private static final int MAX_REGEX_PROGRAM = 2_000;

    private final Cel cel = environment();

    /** Compiles a text into an expression that comes to {@code type}. */
    public <T> Compilation<Expression<T>> compile(String text, ResultType<T> type) {
        if (text.length() > MAX_LENGTH) {
            return rejected(text, MAX_LENGTH, "expressions may have " + MAX_LENGTH + " characters");
        }
        return finish(text, text, cel.compile(text), type);
    }

    /** Compiles a text that must be one call with numbers for arguments; which functions there are, the caller knows. */
    public Compilation<Call> compileCall(String text) {
        if (text.length() > MAX_LENGTH) {
            return rejected(text, MAX_LENGTH, "expressions may have " + MAX_LENGTH + " characters");
        }
        var parsed = cel.parse(text);
        if (parsed.hasError()) {
            return new Rejected<>(IssueWording.describe(text, parsed.getErrors().getFirst()));
        }
        var tree = treeOf(parsed);
        var root = tree.getExpr();
        if (root.getKind() != Kind.CALL
                || root.call().target().isPresent()
                || !Character.isLetter(root.call().function().charAt(0))) {
            return rejected(text, 0, "must be one call, such as sum(data.amount)");
        }
        var arguments = new ArrayList<Expression<Number>>();
        for (var argument : root.call().args()) {
            var inner = CelAbstractSyntaxTree.newParsedAst(argument, tree.getSource());
            switch (finish(text, text, cel.check(inner), ResultType.NUMBER)) {
                case Compiled(var expression) -> arguments.add(expression);
                case Rejected(var error) -> {
                    return new Rejected<>(error);
                }
            }
        }
        return new Compiled<>(new Call(root.call().function(), arguments));
    }

    private <T> Compilation<Expression<T>> finish(
            String text, String shown, CelValidationResult checked, ResultType<T> type) {
        if (checked.hasError()) {
            return new Rejected<>(
                    IssueWording.describe(shown, checked.getErrors().getFirst()));
        }
        var tree = treeOf(checked);
        if (!type.admits(tree.getResultType())) {
            return rejected(
                    shown,
                    tree.getSource()
                            .getPositionsMap()
                            .getOrDefault(tree.getExpr().id(), 0),
                    "must come to " + type + ", but comes to "
                            + tree.getResultType().name());
        }
        try {
            return new Compiled<>(new Expression<>(text, type, cel.createProgram(tree)));
        } catch (CelEvaluationException e) {
            return rejected(shown, 0, String.valueOf(e.getMessage()));
        }
    }

    private static CelAbstractSyntaxTree treeOf(CelValidationResult result) {
        try {
            return result.getAst();
        } catch (CelValidationException e) {
            throw new IllegalStateException("a text without errors has no tree", e);
        }
    }

    private static <T> Compilation<T> rejected(String text, int position, String message) {
        return new Rejected<>(new ExpressionError(text, position + 1, message));
    }

    private static Cel environment() {
        var options = CelOptions.current()
                .enableHeterogeneousNumericComparisons(true)
                .maxExpressionCodePointSize(MAX_LENGTH)
                .maxParseRecursionDepth(MAX_NESTING)
                .comprehensionMaxIterations(MAX_ITERATIONS)
                .maxRegexProgramSize(MAX_REGEX_PROGRAM)
                .build();
        var mixed = new MixedNumbers();
        var builder = CelFactory.plannerCelBuilder()
                .setOptions(options)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addCompilerLibraries(CelExtensions.strings(), CelExtensions.math(), CelExtensions.optional(), mixed)
                .addRuntimeLibraries(CelExtensions.strings(), CelExtensions.math(), CelExtensions.optional(), mixed);
        Variables.types().forEach(builder::addVar);
        return builder.build();
    }
}
