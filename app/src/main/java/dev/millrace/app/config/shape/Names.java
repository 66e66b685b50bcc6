package dev.millrace.app.config.shape;

import java.util.Locale;

/** Java's names as the file has them. */
public final class Names {
    private Names() {}

    /** {@code maxBatchSize} as {@code max-batch-size}; a last underscore, which keeps Java's words apart, goes. */
    public static String kebab(String camel) {
        return camel.replaceAll("_+$", "")
                .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1-$2")
                .toLowerCase(Locale.ROOT);
    }

    /** {@code EXACTLY_ONCE} as {@code exactly-once}. */
    public static String word(Enum<?> constant) {
        return constant.name().replaceAll("_+$", "").toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@code TumblingWindow} as {@code tumbling window}. */
    public static String phrase(Class<?> type) {
        return kebab(type.getSimpleName()).replace('-', ' ');
    }

    /** {@link #phrase} with its article. */
    public static String one(Class<?> type) {
        var phrase = phrase(type);
        return ("aeiou".indexOf(phrase.charAt(0)) >= 0 ? "an " : "a ") + phrase;
    }
}
