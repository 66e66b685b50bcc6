package dev.millrace.processor.expression;

import dev.cel.common.CelIssue;
import java.util.Map;
import java.util.regex.Pattern;

/** Puts what CEL says about a text it cannot compile into words for the person who wrote it. */
final class IssueWording {
    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '(.*?)'.*", Pattern.DOTALL);
    private static final Pattern NO_OVERLOAD =
            Pattern.compile("found no matching overload for '(.*?)' applied to '\\((.*?)\\)'.*", Pattern.DOTALL);
    private static final Pattern UNEXPECTED =
            Pattern.compile("(?:mismatched|extraneous) input '(.*?)' expecting .*", Pattern.DOTALL);
    private static final Pattern MISSING = Pattern.compile("missing ('.*?') at '.*'", Pattern.DOTALL);
    private static final Pattern UNREADABLE = Pattern.compile("token recognition error at: '(.*)'", Pattern.DOTALL);
    private static final Map<String, String> INSTEAD =
            Map.of("and", "&&", "or", "||", "not", "!", "=", "==", "&", "&&", "|", "||", "<>", "!=");

    private IssueWording() {}

    /** The error, placed in the text. */
    static ExpressionError describe(String text, CelIssue issue) {
        int line = issue.getSourceLocation().getLine();
        int column = issue.getSourceLocation().getColumn();
        int position = Math.min(text.length(), startOf(text, line) + column);
        return new ExpressionError(text, position + 1, reword(text, position, issue.getMessage()));
    }

    private static String reword(String text, int position, String raw) {
        var undeclared = UNDECLARED.matcher(raw);
        if (undeclared.matches()) {
            boolean call = position < text.length() && text.charAt(position) == '(';
            return call ? unknownFunction(undeclared.group(1)) : unknownName(undeclared.group(1));
        }
        var overload = NO_OVERLOAD.matcher(raw);
        if (overload.matches()) {
            return "'" + Operators.symbol(overload.group(1)) + "' does not go with (" + overload.group(2) + ")";
        }
        var unexpected = UNEXPECTED.matcher(raw);
        if (unexpected.matches()) {
            var token = unexpected.group(1);
            return token.equals("<EOF>") ? "the expression ends too early" : outOfPlace(token);
        }
        var missing = MISSING.matcher(raw);
        if (missing.matches()) {
            return missing.group(1) + " is missing here";
        }
        if (raw.startsWith("no viable alternative")) {
            return position >= text.stripTrailing().length()
                    ? "the expression ends too early"
                    : "this is no expression any more";
        }
        var unreadable = UNREADABLE.matcher(raw);
        if (unreadable.matches()) {
            var token = unreadable.group(1).strip();
            return token.startsWith("'") || token.startsWith("\"")
                    ? "the text that begins here does not end"
                    : outOfPlace(token);
        }
        return raw;
    }

    private static String unknownFunction(String name) {
        return "'" + name + "' is not a function there is";
    }

    private static String unknownName(String name) {
        var names = Variables.types().keySet();
        var suggestion = NearestWord.to(name, names)
                .map(word -> "did you mean '" + word + "'?")
                .orElse("fields of an event's data are written data." + name + ";");
        return "'" + name + "' is not known here; " + suggestion + " known are " + String.join(", ", names);
    }

    private static String outOfPlace(String token) {
        var instead = INSTEAD.get(token);
        return "'" + token + "' does not belong here" + (instead == null ? "" : "; write " + instead);
    }

    private static int startOf(String text, int line) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            start = text.indexOf('\n', start) + 1;
        }
        return start;
    }
}
