package dev.millrace.app.config.yaml;

import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Says in one line, in the writer's terms, what the parser could not read. */
final class SyntaxProblem {
    private SyntaxProblem() {}

    static String in(String text, MarkedYamlEngineException e) {
        var problem = e.getProblem();
        if (followsDollar(text, e)) {
            return "not YAML: within { } and [ ] a variable needs quotes: \"${NAME}\"";
        }
        if (problem.contains("TAB") && problem.contains("cannot start any token")) {
            return "not YAML: a tab cannot indent; use spaces";
        }
        if (problem.contains("cannot start any token")) {
            return "not YAML: a value cannot begin with this character; put quotes around the value";
        }
        if (problem.startsWith("mapping values are not allowed")) {
            return "not YAML: a ':' is not expected here; put quotes around a value that contains ': ',"
                    + " or check the indentation";
        }
        if (problem.startsWith("sequence entries are not allowed")) {
            return "not YAML: a list item is not expected here; begin it on a line of its own";
        }
        if (problem.startsWith("expected <block end>")) {
            return "not YAML: what stands here does not go on from the lines before; check the indentation,"
                    + " and put a value with quotes wholly within them";
        }
        if (problem.startsWith("could not find expected ':'")) {
            return "not YAML: a setting's name must be followed by ':'";
        }
        if (problem.contains("<stream end>") || problem.contains("end of stream")) {
            return "not YAML: the file ends before a bracket, brace or quote is closed";
        }
        if (problem.startsWith("expected '<document start>'")) {
            return "not YAML: nothing may follow the end of the document";
        }
        var context = e.getContext();
        return "not YAML: " + problem + (context == null || context.isEmpty() ? "" : ", " + context);
    }

    /** Whether the parser stopped at the brace of {@code ${NAME}}, which means something else in a flow collection. */
    private static boolean followsDollar(String text, MarkedYamlEngineException e) {
        int index = e.getProblemMark().map(Mark::getIndex).orElse(0);
        // The mark counts code points, as the parser does.
        if (index == 0 || index >= text.codePointCount(0, text.length())) {
            return false;
        }
        int brace = text.offsetByCodePoints(0, index);
        return text.charAt(brace) == '{' && text.charAt(brace - 1) == '$';
    }
}
