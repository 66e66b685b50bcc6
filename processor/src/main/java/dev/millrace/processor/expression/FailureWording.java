package dev.millrace.processor.expression;

import dev.cel.common.CelErrorCode;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelEvaluationException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts what CEL says at run time into words for the person who finds the event in the dead-letter topic. */
final class FailureWording {
    private static final Pattern PLACE = Pattern.compile("evaluation error(?: at [^:]*:(\\d+))?: (.*)", Pattern.DOTALL);
    private static final Pattern MISSING_KEY = Pattern.compile("key '(.*)' is not present in map\\.?", Pattern.DOTALL);
    private static final Pattern NO_FIELDS = Pattern.compile("Error resolving field '(.*?)'\\..*", Pattern.DOTALL);
    private static final Pattern NO_OVERLOAD =
            Pattern.compile("No matching overload for function '(.*?)'\\..*", Pattern.DOTALL);
    private static final int SHOWN = 60;

    private FailureWording() {}

    /** The reason, naming the expression and the place in it. */
    static String describe(String text, CelEvaluationException failure) {
        var raw = String.valueOf(failure.getMessage());
        var place = PLACE.matcher(raw);
        String at = null;
        if (place.matches()) {
            at = place.group(1);
            raw = place.group(2);
        }
        var character = at == null ? "" : "character " + (Integer.parseInt(at) + 1) + " of ";
        return reword(failure.getErrorCode(), raw) + " (" + character + '`' + text + "`)";
    }

    /** A value, cut where it is long. */
    static String show(@Nullable Object value) {
        if (value == null || value instanceof NullValue) {
            return "null";
        }
        var text = value instanceof String s ? "'" + s + "'" : value.toString();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    private static String reword(CelErrorCode code, String raw) {
        return switch (code) {
            case ATTRIBUTE_NOT_FOUND -> missing(raw);
            case OVERLOAD_NOT_FOUND, AMBIGUOUS_OVERLOAD -> {
                var overload = NO_OVERLOAD.matcher(raw);
                yield overload.matches()
                        ? "'" + Operators.symbol(overload.group(1)) + "' does not go with the types of the values here"
                        : raw;
            }
            case DIVIDE_BY_ZERO -> "division by zero";
            case NUMERIC_OVERFLOW -> "the number is beyond 64 bits: " + raw;
            case ITERATION_BUDGET_EXCEEDED ->
                "more than " + ExpressionCompiler.MAX_ITERATIONS + " list elements would have to be looked at";
            case INTERNAL_ERROR,
                    INDEX_OUT_OF_BOUNDS,
                    DUPLICATE_ATTRIBUTE,
                    INVALID_ARGUMENT,
                    TYPE_NOT_FOUND,
                    BAD_FORMAT -> raw;
        };
    }

    private static String missing(String raw) {
        var key = MISSING_KEY.matcher(raw);
        if (key.matches()) {
            return "there is no field '" + key.group(1) + "'";
        }
        var fields = NO_FIELDS.matcher(raw);
        return fields.matches() ? "'" + fields.group(1) + "' is looked for in something that has no fields" : raw;
    }
}
