package dev.millrace.checks.docs;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Which classes hold tests that run, told from their sources: those with tests of their own, and those that inherit some. */
final class TestClasses {
    private static final Pattern COMMENT_OR_TEXT = Pattern.compile(
            "/\\*.*?\\*/|//[^\\n]*|\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])*'",
            Pattern.DOTALL);
    private static final Pattern TEST = Pattern.compile("@(Test|ParameterizedTest|RepeatedTest|TestFactory)\\b");
    private static final Pattern ABSTRACT = Pattern.compile("\\babstract\\s+class\\s+%s\\b");

    private TestClasses() {}

    /** @param sources by the name of the class that a file is named for */
    static Set<String> in(Map<String, String> sources) {
        var code = new HashMap<String, String>();
        sources.forEach(
                (name, text) -> code.put(name, COMMENT_OR_TEXT.matcher(text).replaceAll(" ")));
        var names = new HashSet<String>();
        code.forEach((name, text) -> {
            boolean runs = !Pattern.compile(ABSTRACT.pattern().formatted(name))
                    .matcher(text)
                    .find();
            if (runs && hasTests(name, code, new HashSet<>())) {
                names.add(name);
            }
        });
        return names;
    }

    private static boolean hasTests(String name, Map<String, String> code, Set<String> seen) {
        var text = code.get(name);
        if (text == null || !seen.add(name)) {
            return false;
        }
        if (TEST.matcher(text).find()) {
            return true;
        }
        var above = Pattern.compile(
                        "\\b(?:class|interface)\\s+" + name + "\\b[^{]*?\\b(?:extends|implements)\\s+([^{]+)\\{")
                .matcher(text);
        return above.results()
                .flatMap(
                        match -> Pattern.compile("\\w+").matcher(match.group(1)).results())
                .anyMatch(word -> hasTests(word.group(), code, seen));
    }
}
