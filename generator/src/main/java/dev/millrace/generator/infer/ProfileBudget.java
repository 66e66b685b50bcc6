package dev.millrace.generator.infer;

import java.util.LinkedHashSet;
import java.util.Set;

/** How many fields are looked at, so that memory has a bound whatever is captured. Not thread-safe. */
final class ProfileBudget {
    /** More fields than anyone would keep apart; a profile takes up to about half a megabyte. */
    static final int MOST_FIELDS = 400;

    static final int DEEPEST = 16;
    private static final int LONGEST_PATH = 500;
    private static final int MOST_NAMED = 10;

    private final Set<String> leftOut = new LinkedHashSet<>();
    private int fields;

    /** Whether there is room for one more field; where there is none, its path is noted. */
    boolean admit(String path, int depth) {
        // What a settings file cannot have for a name is no field.
        boolean namable = path.length() <= LONGEST_PATH && !path.contains("${");
        if (fields < MOST_FIELDS && depth <= DEEPEST && namable) {
            fields++;
            return true;
        }
        if (leftOut.size() < MOST_NAMED) {
            leftOut.add(path.substring(0, Math.min(path.length(), LONGEST_PATH)));
        }
        return false;
    }

    /** Some of the fields there was no room for. */
    Set<String> leftOut() {
        return leftOut;
    }
}
