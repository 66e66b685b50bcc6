package dev.millrace.generator.field;

import java.util.Arrays;

/** Numbers by number, without boxes: open addressing, never more than half full. Not thread-safe. */
final class LongMap {
    private static final int FIRST = 64;

    private long[] keys = new long[FIRST];
    private long[] values = new long[FIRST];
    private boolean[] taken = new boolean[FIRST];
    private int size;

    int size() {
        return size;
    }

    void clear() {
        Arrays.fill(taken, false);
        size = 0;
    }

    long get(long key, long otherwise) {
        int at = slot(key);
        return taken[at] ? values[at] : otherwise;
    }

    void put(long key, long value) {
        int at = slot(key);
        if (!taken[at]) {
            taken[at] = true;
            keys[at] = key;
            size++;
        }
        values[at] = value;
        if (size * 2 > keys.length) {
            grow();
        }
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int at = (int) (key ^ key >>> 32) & mask;
        while (taken[at] && keys[at] != key) {
            at = at + 1 & mask;
        }
        return at;
    }

    private void grow() {
        var oldKeys = keys;
        var oldValues = values;
        var oldTaken = taken;
        keys = new long[oldKeys.length * 2];
        values = new long[keys.length];
        taken = new boolean[keys.length];
        size = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldTaken[i]) {
                put(oldKeys[i], oldValues[i]);
            }
        }
    }
}
