package dev.millrace.app.config.problem;

/** Text from a file as it may stand in a message: on one line, short, and without characters a terminal acts on. */
public final class Shown {
    private static final int LONGEST_KEY = 60;
    private static final int LONGEST_VALUE = 60;
    private static final int LONGEST_MESSAGE = 600;

    private Shown() {}

    /** A key, as a part of a path. */
    public static String key(String key) {
        return key.isEmpty() ? "''" : line(shortened(key, LONGEST_KEY));
    }

    /** A value, in quotes. */
    public static String value(String value) {
        return "'" + line(shortened(value, LONGEST_VALUE)) + "'";
    }

    /** A message made elsewhere, which may hold a value of any length. */
    public static String message(String message) {
        return line(shortened(message, LONGEST_MESSAGE));
    }

    /** The text with whatever breaks a line, hides itself or steers a terminal written as {@code \}{@code uXXXX}. */
    public static String line(String text) {
        var shown = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (character == '\n') {
                shown.append("\\n");
            } else if (visible(character)) {
                shown.appendCodePoint(character);
            } else {
                shown.append("\\u%04x".formatted(character));
            }
        });
        return shown.toString();
    }

    private static boolean visible(int character) {
        return character == ' '
                || switch (Character.getType(character)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.SPACE_SEPARATOR,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> false;
                    default -> true;
                };
    }

    private static String shortened(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest)) + "…";
    }
}
