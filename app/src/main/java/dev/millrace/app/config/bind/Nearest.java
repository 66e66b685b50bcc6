package dev.millrace.app.config.bind;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the word that a mistyped one was meant to be: by the Damerau-Levenshtein distance (letters left out, put in,
 * replaced, or two neighbours swapped), capitals not counted.
 */
final class Nearest {
    private static final int LONGEST = 60;

    private Nearest() {}

    /** The nearest of some words, if any is near: about one slip in three letters. */
    static Optional<String> to(String typed, Collection<String> words) {
        if (typed.length() > LONGEST) {
            return Optional.empty();
        }
        return words.stream()
                .filter(word -> distance(typed, word) <= slips(typed, word))
                .min(Comparator.comparingInt(word -> distance(typed, word)));
    }

    private static int slips(String typed, String word) {
        int longest = Math.max(typed.length(), word.length());
        return longest < 3 ? 0 : Math.max(1, longest / 3);
    }

    static int distance(String one, String other) {
        var a = one.toLowerCase(Locale.ROOT);
        var b = other.toLowerCase(Locale.ROOT);
        var before = new int[b.length() + 1];
        var above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            var row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            before = above;
            above = row;
        }
        return above[b.length()];
    }
}
