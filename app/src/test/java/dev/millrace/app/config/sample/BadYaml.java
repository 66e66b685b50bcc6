package dev.millrace.app.config.sample;

import static dev.millrace.app.config.sample.BadFile.SeenBy.PARSER;

import java.util.List;
import java.util.stream.Stream;

/** Files that are not YAML, or YAML that is not for settings, with every line that is said of them. */
public final class BadYaml {
    private BadYaml() {}

    public static Stream<BadFile> all() {
        return Stream.concat(refused(), unreadable());
    }

    private static Stream<BadFile> refused() {
        return Stream.of(
                bad(
                        "names that are there twice",
                        """
                        name: x
                        name: y
                        sources: {a: {topic: t}, a: {topic: u}}
                        """,
                        "2:1: name: is here twice; the first is in line 1",
                        "3:26: sources.a: is here twice; the first is in line 3"),
                bad(
                        "what YAML can and settings need not",
                        """
                        name: !x y
                        sources: &a {}
                        limits: *a
                        pipelines: !!map {}
                        &b store: {uri: "s3:x"}
                        """,
                        "1:7: name: tags are not supported; put quotes around a value that begins with '!'",
                        "2:10: sources: anchors are not supported; put quotes around a value that begins with '&'",
                        "3:9: limits: aliases are not supported; write the value out, or put quotes around one that begins"
                                + " with '*'",
                        "4:12: pipelines: tags are not supported; put quotes around a value that begins with '!'",
                        "5:1: anchors are not supported; put quotes around a value that begins with '&'"),
                bad(
                        "keys that are no names",
                        """
                        name: x
                        ? [a]
                        : b
                        ? {a: b}
                        : c
                        ~: x
                        """,
                        "2:3: a name must be plain text",
                        "4:3: a name must be plain text",
                        "6:1: a name is missing before the ':'"),
                bad(
                        "values cut off by a comma",
                        """
                        name: x
                        pipelines: {p: {from: a, steps: [{window: {tumbling: 1s}, aggregate: {p: quantile(x, 0.99), n}}]}}
                        """,
                        "2:86: pipelines.p.steps[0].aggregate.0.99): has no value;"
                                + " within { } a ',' ends a value: put quotes around one that has a comma in it",
                        "2:93: pipelines.p.steps[0].aggregate.n: has no value;"
                                + " within { } a ',' ends a value: put quotes around one that has a comma in it"));
    }

    private static Stream<BadFile> unreadable() {
        return Stream.of(
                bad(
                        "a tab for indentation",
                        "name: x\nsources:\n\ttopic: t",
                        "3:1: not YAML: a tab cannot indent; use spaces"),
                bad(
                        "an open brace",
                        "name: x\nsources: {a: {topic: t}\n",
                        "3:1: not YAML: the file ends before a bracket, brace or quote is closed"),
                bad(
                        "an open quote",
                        "name: 'x\n",
                        "2:1: not YAML: the file ends before a bracket, brace or quote is closed"),
                bad(
                        "a colon in a value",
                        "name: x: y",
                        "1:8: not YAML: a ':' is not expected here;"
                                + " put quotes around a value that contains ': ', or check the indentation"),
                bad(
                        "a list item beside its name",
                        "name: - x",
                        "1:7: not YAML: a list item is not expected here; begin it on a line of its own"),
                bad(
                        "a reserved character",
                        "name: @x",
                        "1:7: not YAML: a value cannot begin with this character; put quotes around the value"),
                bad(
                        "a star without a name",
                        "name: */x",
                        "1:8: not YAML: put quotes around a value that begins with '*', '&' or '!'"),
                bad(
                        "a name without a colon",
                        "name: x\nsources\nlimits: {}",
                        "3:1: not YAML: a setting's name must be followed by ':'"),
                bad(
                        "a jump in the indentation",
                        "name: x\nsources:\n  - a\n  b: c",
                        "4:3: not YAML: what stands here does not go on from the lines before;"
                                + " check the indentation, and put a value with quotes wholly within them"),
                bad(
                        "a value with quotes in part of it",
                        "name: 'x' y",
                        "1:11: not YAML: what stands here does not go on from the lines before;"
                                + " check the indentation, and put a value with quotes wholly within them"),
                bad(
                        "a backslash within double quotes",
                        "name: \"\\d+\"",
                        "1:9: not YAML: within double quotes a backslash begins an escape, and this is none;"
                                + " write two backslashes, or use single quotes"),
                bad(
                        "a character beyond all",
                        "name: \"\\UFFFFFFFF\"",
                        "1:5: not YAML: a character's number is too large"),
                bad(
                        "a variable in braces without quotes",
                        "name: x\nsources: {😀: {topic: ${X}}}",
                        "2:23: not YAML: within { } and [ ] a variable needs quotes: \"${NAME}\""),
                bad(
                        "another YAML",
                        "%YAML 2.0\n---\nname: x",
                        "1:1: this says it is another YAML than 1.2; take the %YAML line out"),
                bad("two documents", "name: x\n---\nname: y", "2:1: a second document begins here; a file holds one"),
                bad(
                        "text after the end",
                        "name: x\n...\nfoo",
                        "3:1: not YAML: nothing may follow the end of the document"),
                bad(
                        "a control character",
                        "name: x\r\n# 😀\r\r\n#\u0007",
                        "4:2: the character U+0007 is not allowed in YAML; take it out"),
                bad(
                        "half a character",
                        "name: \uD83D",
                        "1:7: the character U+D83D is not allowed in YAML; take it out"));
    }

    private static BadFile bad(String name, String text, String... lines) {
        return new BadFile(name, PARSER, text, List.of(lines));
    }
}
