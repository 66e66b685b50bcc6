package dev.millrace.generator.infer;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a field's name hints at; never enough by itself.
 *
 * @param words the name's words in lower case: {@code customerId} and {@code customer_id} are {@code customer id}
 */
record FieldName(List<String> words) {
    private static final Pattern BETWEEN = Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])");
    private static final List<String> ID = List.of("id", "uid", "key", "number", "no", "account", "userid", "ref");
    private static final List<String> TIME =
            List.of("time", "timestamp", "ts", "date", "at", "epoch", "millis", "micros", "datetime", "when", "until");

    static FieldName of(String name) {
        return new FieldName(BETWEEN.splitAsStream(name)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .toList());
    }

    boolean isId() {
        return !words.isEmpty()
                && (ID.contains(words.getLast()) || words.getLast().endsWith("id"));
    }

    boolean isTime() {
        return words.stream().anyMatch(word -> TIME.contains(word) || word.endsWith("time"));
    }

    boolean has(String word) {
        return words.contains(word);
    }

    boolean has(String word, String other) {
        return (words.contains(word) && words.contains(other)) || words.contains(word + other);
    }
}
