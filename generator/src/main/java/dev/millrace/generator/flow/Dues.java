package dev.millrace.generator.flow;

import java.util.Arrays;

/**
 * When the events of one record, or of several, were due: how many in each millisecond. Events come about in the order in
 * which they are due, so that thousands take few entries. Not thread-safe.
 */
public final class Dues {
    private long[] millis = new long[2];
    private long[] events = new long[2];
    private int entries;

    /** Takes what is in it. */
    @FunctionalInterface
    interface Taker {
        /**
         * So many events were due in a millisecond.
         *
         * @param dueMillis since 1970
         */
        void take(long dueMillis, long events);
    }

    /** One event more, due at this millisecond since 1970. */
    public void add(long dueMillis) {
        add(dueMillis, 1);
    }

    /** Forgets all. */
    public void clear() {
        entries = 0;
    }

    void addAll(Dues others) {
        for (int i = 0; i < others.entries; i++) {
            add(others.millis[i], others.events[i]);
        }
    }

    void forEach(Taker taker) {
        for (int i = 0; i < entries; i++) {
            taker.take(millis[i], events[i]);
        }
    }

    private void add(long dueMillis, long more) {
        int last = entries - 1;
        if (last >= 0 && millis[last] == dueMillis) {
            events[last] += more;
            return;
        }
        if (entries == millis.length) {
            millis = Arrays.copyOf(millis, 2 * entries);
            events = Arrays.copyOf(events, 2 * entries);
        }
        millis[entries] = dueMillis;
        events[entries] = more;
        entries++;
    }
}
