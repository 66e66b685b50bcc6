package dev.millrace.generator.infer;

import dev.millrace.generator.random.Draw;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Some of many values, each as likely to be among them as any other (Vitter's algorithm R, 1985). The same values in the
 * same order leave the same sample. Not thread-safe.
 */
final class Reservoir<T> {
    private final int size;
    private final List<T> kept = new ArrayList<>();
    private long seen;

    Reservoir(int size) {
        this.size = size;
    }

    void add(T value) {
        if (kept.size() < size) {
            kept.add(value);
        } else {
            long place = Draw.below(seen + 1, size, seen);
            if (place < size) {
                kept.set((int) place, value);
            }
        }
        seen++;
    }

    List<T> values() {
        return Collections.unmodifiableList(kept);
    }
}
