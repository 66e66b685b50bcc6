package dev.millrace.generator.infer;

import dev.millrace.generator.field.CompositeKind;
import tools.jackson.databind.JsonNode;

/** What is kept of lists: their lengths, and their values all in one. Not thread-safe. */
final class ArrayProfile {
    private static final int LONGEST = 1_000;

    private final ValueProfile items;
    private long lists;
    private long values;
    private int shortest = LONGEST;

    ArrayProfile(String path, int depth, ProfileBudget budget) {
        this.items = new ValueProfile(path + "[]", depth, budget);
    }

    void add(JsonNode array, long eventMicros) {
        lists++;
        values += array.size();
        shortest = Math.min(shortest, array.size());
        array.forEach(item -> items.add(item, eventMicros));
    }

    ValueProfile items() {
        return items;
    }

    long values() {
        return values;
    }

    /** The lengths: the least as it was, the greatest so that the mean is kept. */
    CompositeKind.Length length() {
        int least = shortest;
        int most = Math.clamp(Math.round(2.0 * values / lists) - least, least, LONGEST);
        return new CompositeKind.Length(least, most == least ? null : most);
    }
}
