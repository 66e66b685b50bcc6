package dev.millrace.processor.expression;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the word someone may have meant. */
final class NearestWord {
    private NearestWord() {}

    /** The word with the fewest letters to change, if they are few for its length. */
    static Optional<String> to(String written, Collection<String> words) {
        String nearest = null;
        int least = Integer.MAX_VALUE;
        for (var word : words) {
            int changes = changes(written.toLowerCase(Locale.ROOT), word.toLowerCase(Locale.ROOT));
            if (changes < least && changes <= Math.max(1, word.length() / 3)) {
                least = changes;
                nearest = word;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** Levenshtein's distance: letters to add, drop or replace. */
    private static int changes(String from, String to) {
        var row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
