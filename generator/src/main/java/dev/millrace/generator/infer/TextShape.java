package dev.millrace.generator.infer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Texts that are alike but for the letters and digits in them, as a pattern: {@code SKU-4711} and {@code SKU-480} are
 * {@code SKU-\d{3,4}}. Words between other characters are compared place by place: one that is always the same stays, a
 * few different ones become alternatives, the others their characters and lengths.
 */
final class TextShape {
    private static final int MOST_WORDS = 16;
    private static final String SPECIAL = "\\.[]{}()*+?|^$";

    private final List<ShapeWord> words;
    private final List<String> between;
    private int texts;

    private TextShape(List<String> between, int words) {
        this.between = between;
        this.words = new ArrayList<>();
        for (int i = 0; i < words; i++) {
            this.words.add(new ShapeWord());
        }
    }

    /** What stands between the words of a text: texts with the same are of one shape. Null where there are too many. */
    static @Nullable List<String> key(String text) {
        var between = new ArrayList<String>();
        int from = 0;
        int at = 0;
        while (at < text.length()) {
            if (isWord(text.charAt(at))) {
                between.add(text.substring(from, at));
                at = wordEnd(text, at);
                from = at;
            } else {
                at++;
            }
        }
        between.add(text.substring(from));
        return between.size() > MOST_WORDS + 1 ? null : between;
    }

    /** The shape of texts that all have this key. */
    static TextShape of(List<String> key, List<String> texts) {
        var shape = new TextShape(key, key.size() - 1);
        texts.forEach(shape::add);
        return shape;
    }

    /** How many texts are of this shape. */
    int texts() {
        return texts;
    }

    /** A pattern that the texts fit. */
    String pattern() {
        var pattern = new StringBuilder(escaped(between.getFirst()));
        for (int i = 0; i < words.size(); i++) {
            pattern.append(words.get(i).pattern()).append(escaped(between.get(i + 1)));
        }
        return pattern.toString();
    }

    private void add(String text) {
        texts++;
        int at = between.getFirst().length();
        for (int i = 0; i < words.size(); i++) {
            int from = at;
            at = wordEnd(text, at);
            words.get(i).add(text.substring(from, at));
            at += between.get(i + 1).length();
        }
    }

    private static int wordEnd(String text, int from) {
        int at = from;
        while (at < text.length() && isWord(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isWord(char character) {
        return character < 128 && Character.isLetterOrDigit(character);
    }

    private static String escaped(String text) {
        return text.chars()
                .mapToObj(
                        character -> SPECIAL.indexOf(character) >= 0 ? "\\" + (char) character : "" + (char) character)
                .collect(Collectors.joining());
    }
}
