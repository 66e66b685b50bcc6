package dev.millrace.generator.expression;

import dev.cel.bundle.Cel;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import dev.millrace.event.json.JsonBuffer;
import dev.millrace.settings.InvalidSetting;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A compiled expression over fields. Immutable and thread-safe. */
public final class FieldExpression {
    private static final int LONGEST = 4_096;

    private final String text;
    private final Program program;
    private final Set<String> names;

    private FieldExpression(String text, Program program, Set<String> names) {
        this.text = text;
        this.program = program;
        this.names = names;
    }

    /** What an expression came to for one event. */
    public sealed interface Outcome {
        /** A value, as JSON. */
        @SuppressWarnings("ArrayRecordComponent") // goes straight into the event
        record Value(byte[] json) implements Outcome {}

        /** None, and why, for a person. */
        record Failed(String reason) implements Outcome {}
    }

    /**
     * Compiles an expression.
     *
     * @param fields the names it may use; those that are no identifiers cannot be named
     * @throws InvalidSetting for the setting {@code expression}, if it does not compile
     */
    public static FieldExpression compile(String text, Collection<String> fields) {
        if (text.length() > LONGEST) {
            throw new InvalidSetting("expression", "must have at most " + LONGEST + " characters");
        }
        var cel = CelEnvironment.over(fields);
        var checked = cel.compile(text);
        if (checked.hasError()) {
            var issue = checked.getErrors().getFirst();
            throw new InvalidSetting(
                    "expression",
                    CelEnvironment.wording(issue.getMessage(), fields) + " (at character "
                            + (issue.getSourceLocation().getColumn() + 1) + " of `" + text + "`)");
        }
        try {
            var tree = checked.getAst();
            return new FieldExpression(text, program(cel, tree, text), identifiers(tree, fields));
        } catch (CelValidationException e) {
            throw new IllegalStateException("a text without errors has no tree", e);
        }
    }

    private static Program program(Cel cel, CelAbstractSyntaxTree tree, String text) {
        try {
            return cel.createProgram(tree);
        } catch (CelEvaluationException e) {
            throw new InvalidSetting("expression", e.getMessage() + " (`" + text + "`)");
        }
    }

    private static Set<String> identifiers(CelAbstractSyntaxTree tree, Collection<String> fields) {
        var names = new LinkedHashSet<String>();
        CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .filter(node -> node.getKind() == Kind.IDENT)
                .map(node -> node.expr().ident().name())
                .filter(fields::contains)
                .forEach(names::add);
        return names;
    }

    /** The fields it uses. */
    public Set<String> names() {
        return names;
    }

    /**
     * What it comes to for one event.
     *
     * @param json gives a field's value as JSON
     */
    public Outcome evaluate(Function<String, byte[]> json) {
        try {
            var value = program.eval((String name) ->
                    names.contains(name) ? Optional.of(ExpressionJson.read(json.apply(name))) : Optional.empty());
            var out = new JsonBuffer(64);
            return ExpressionJson.write(value, out)
                    ? new Outcome.Value(out.toBytes())
                    : new Outcome.Failed("came to what JSON cannot hold: " + value + " (`" + text + "`)");
        } catch (CelEvaluationException e) {
            return new Outcome.Failed(e.getMessage() + " (`" + text + "`)");
        }
    }

    /** Appends a JSON value as plain text: a string without quotes and escapes, null as nothing, others as they are. */
    public static void plain(byte[] json, JsonBuffer out) {
        if (json[0] == '"') {
            out.raw(String.valueOf(ExpressionJson.read(json)).getBytes(StandardCharsets.UTF_8));
        } else if (json[0] != 'n') {
            out.raw(json);
        }
    }
}
