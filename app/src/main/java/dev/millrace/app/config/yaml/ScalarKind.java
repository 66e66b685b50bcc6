package dev.millrace.app.config.yaml;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a plain scalar is in YAML 1.2's core schema. Infinity and not-a-number, which no setting can be, are left as
 * text.
 */
public enum ScalarKind {
    NOTHING("|~|null|Null|NULL"),
    TRUTH("true|True|TRUE|false|False|FALSE"),
    WHOLE("[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"),
    DECIMAL("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"),
    TEXT("(?s).*");

    private final Pattern pattern;

    ScalarKind(String pattern) {
        this.pattern = Pattern.compile(pattern);
    }

    /** The kind of a scalar that stands without quotes. */
    public static ScalarKind ofPlain(String text) {
        return Stream.of(values())
                .filter(kind -> kind.pattern.matcher(text).matches())
                .findFirst()
                .orElse(TEXT);
    }
}
