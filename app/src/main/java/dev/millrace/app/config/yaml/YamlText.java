package dev.millrace.app.config.yaml;

import dev.millrace.app.config.problem.InvalidFile;
import dev.millrace.app.config.problem.Position;
import dev.millrace.app.config.problem.Problems;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * YAML 1.2 text as a tree, read with the core schema and nothing of YAML that can run, repeat or grow: no tags, no
 * anchors and aliases, one document, {@value TreeBuilder#DEEPEST} levels at most.
 */
public final class YamlText {
    private YamlText() {}

    /**
     * Reads a text.
     *
     * @param problems takes what is wrong with single values, which come back as {@link YamlBroken}
     * @throws InvalidFile if the text is not YAML
     */
    public static YamlNode read(String text, Variables variables, Problems problems) throws InvalidFile {
        checkCharacters(text, problems);
        return new TreeBuilder(new YamlEvents(text, problems), variables, problems).document();
    }

    private static void checkCharacters(String text, Problems problems) throws InvalidFile {
        int line = 1;
        int column = 1;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            if (!StreamReader.isPrintable(character)) {
                throw problems.fatal(
                        new Position(line, column),
                        "the character U+%04X is not allowed in YAML; take it out".formatted(character));
            }
            i += Character.charCount(character);
            boolean ends = character == '\n' || (character == '\r' && !text.startsWith("\n", i));
            line += ends ? 1 : 0;
            column = ends ? 1 : column + 1;
        }
    }
}
