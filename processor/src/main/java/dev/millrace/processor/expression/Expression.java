package dev.millrace.processor.expression;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;

/**
 * A compiled expression. Immutable and thread-safe; equal when text and result type are.
 *
 * @param <T> what it comes to
 */
public final class Expression<T> {
    private final String text;
    private final ResultType<T> type;
    private final Program program;

    Expression(String text, ResultType<T> type, Program program) {
        this.text = text;
        this.type = type;
        this.program = program;
    }

    /** The expression as it was written. */
    public String text() {
        return text;
    }

    /** What it comes to for one event. */
    public Evaluation<T> evaluate(EventScope scope) {
        Object value;
        try {
            value = program.eval(scope);
        } catch (CelEvaluationException e) {
            return new Evaluation.Failed<>(FailureWording.describe(text, e));
        }
        var converted = type.convert(value);
        return converted == null
                ? new Evaluation.Failed<>(
                        "must come to " + type + ", came to " + FailureWording.show(value) + " (`" + text + "`)")
                : new Evaluation.Value<>(converted);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Expression<?> that && text.equals(that.text) && type == that.type;
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
