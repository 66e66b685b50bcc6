package dev.millrace.generator.infer;

import java.util.LinkedHashSet;
import java.util.Set;

/** One place in the shape of texts, where ASCII letters and digits stand: what they are, and how many. Not thread-safe. */
final class ShapeWord {
    private static final int MOST_ALTERNATIVES = 8;
    private static final int LONGEST = 64;

    private static final int DIGIT = 1;
    private static final int LOWER_HEX = 2;
    private static final int LOWER_REST = 4;
    private static final int UPPER_HEX = 8;
    private static final int UPPER_REST = 16;
    private static final int LOWER = LOWER_HEX | LOWER_REST;
    private static final int UPPER = UPPER_HEX | UPPER_REST;

    private final Set<String> seen = new LinkedHashSet<>();

    /** What stood at each character's place. */
    private final int[] places = new int[LONGEST];

    private int beyond;
    private int least = Integer.MAX_VALUE;
    private int most;

    void add(String word) {
        if (seen.size() <= MOST_ALTERNATIVES) {
            seen.add(word);
        }
        least = Math.min(least, word.length());
        most = Math.max(most, word.length());
        for (int i = 0; i < word.length(); i++) {
            int kind = kind(word.charAt(i));
            if (i < LONGEST) {
                places[i] |= kind;
            } else {
                beyond |= kind;
            }
        }
    }

    /** A pattern that all the words fit. */
    String pattern() {
        if (seen.size() == 1) {
            return seen.iterator().next();
        }
        int all = beyond;
        for (int place : places) {
            all |= place;
        }
        if (seen.size() <= MOST_ALTERNATIVES && (all & DIGIT) == 0) {
            return "(?:" + String.join("|", seen) + ")";
        }
        if (least == most && most <= LONGEST && everyPlacePure()) {
            return runs();
        }
        if (capitalised()) {
            return "[A-Z]" + repeated("[a-z]", least - 1, most - 1);
        }
        return repeated(characters(all), least, most);
    }

    /** Places of a kind together, such as two capitals and then four digits. */
    private String runs() {
        var pattern = new StringBuilder();
        int from = 0;
        while (from < most) {
            int to = from + 1;
            while (to < most && family(places[to]) == family(places[from])) {
                to++;
            }
            pattern.append(repeated(characters(family(places[from])), to - from, to - from));
            from = to;
        }
        return pattern.toString();
    }

    private boolean everyPlacePure() {
        for (int i = 0; i < most; i++) {
            if (Integer.bitCount(family(places[i]) & (DIGIT | LOWER_REST | UPPER_REST)) != 1) {
                return false;
            }
        }
        return true;
    }

    private boolean capitalised() {
        int after = beyond;
        for (int i = 1; i < LONGEST; i++) {
            after |= places[i];
        }
        return least > 1 && (places[0] & ~UPPER) == 0 && (after & ~LOWER) == 0;
    }

    /** Letters up to f and beyond alike. */
    private static int family(int kinds) {
        return (kinds & DIGIT) | ((kinds & LOWER) != 0 ? LOWER : 0) | ((kinds & UPPER) != 0 ? UPPER : 0);
    }

    private static String characters(int kinds) {
        boolean lower = (kinds & LOWER) != 0;
        boolean upper = (kinds & UPPER) != 0;
        boolean digits = (kinds & DIGIT) != 0;
        if (!lower && !upper) {
            return "\\d";
        }
        boolean hex = digits && (kinds & (LOWER_REST | UPPER_REST)) == 0 && lower != upper;
        return "["
                + (lower ? (hex ? "a-f" : "a-z") : "")
                + (upper ? (hex ? "A-F" : "A-Z") : "")
                + (digits ? "0-9" : "")
                + "]";
    }

    private static int kind(char character) {
        if (Character.isDigit(character)) {
            return DIGIT;
        }
        boolean hex = Character.toLowerCase(character) <= 'f';
        return Character.isLowerCase(character) ? (hex ? LOWER_HEX : LOWER_REST) : hex ? UPPER_HEX : UPPER_REST;
    }

    private static String repeated(String one, int least, int most) {
        return least == most ? (least == 1 ? one : one + "{" + least + "}") : one + "{" + least + "," + most + "}";
    }
}
