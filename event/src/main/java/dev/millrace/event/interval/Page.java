package dev.millrace.event.interval;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** Which of {@value #SIZE} neighbouring indices are there: one bit each. Not thread-safe. */
final class Page {
    /** Indices to a page, as a power of two. */
    static final int BITS = 12;
    /** Indices to a page. */
    static final int SIZE = 1 << BITS;

    private final long[] words;
    private int count;

    Page() {
        this.words = new long[SIZE / Long.SIZE];
    }

    private Page(long[] words, int count) {
        this.words = words;
        this.count = count;
    }

    /** The page with these bits, of which there must be {@code SIZE / 64} words. */
    static Page of(long[] words) {
        int count = 0;
        for (long word : words) {
            count += Long.bitCount(word);
        }
        return new Page(words, count);
    }

    /** A page where every place is there. */
    static Page whole() {
        var page = new Page();
        Arrays.fill(page.words, -1L);
        page.count = SIZE;
        return page;
    }

    /** Removes a place; false if it was not there. */
    boolean remove(int place) {
        long bit = 1L << place;
        if ((words[place >>> 6] & bit) == 0) {
            return false;
        }
        words[place >>> 6] &= ~bit;
        count--;
        return true;
    }

    /** Tells every place that is there, in order. */
    void forEach(IntConsumer consumer) {
        for (int place = nextPresent(0); place < SIZE; place = nextPresent(place + 1)) {
            consumer.accept(place);
        }
    }

    /** Adds a place; false if it was there. */
    boolean add(int place) {
        long bit = 1L << place;
        long word = words[place >>> 6];
        if ((word & bit) != 0) {
            return false;
        }
        words[place >>> 6] = word | bit;
        count++;
        return true;
    }

    boolean contains(int place) {
        return (words[place >>> 6] & (1L << place)) != 0;
    }

    int count() {
        return count;
    }

    /** How many places are there below {@code end}. */
    int countBelow(int end) {
        int found = 0;
        int whole = end >>> 6;
        for (int i = 0; i < whole; i++) {
            found += Long.bitCount(words[i]);
        }
        int rest = end & 63;
        return rest == 0 ? found : found + Long.bitCount(words[whole] & ((1L << rest) - 1));
    }

    /** The first place from {@code start} on that is there; {@link #SIZE} if there is none. */
    int nextPresent(int start) {
        return next(start, 0);
    }

    /** The first place from {@code start} on that is not there; {@link #SIZE} if there is none. */
    int nextAbsent(int start) {
        return next(start, -1L);
    }

    private int next(int start, long flip) {
        if (start >= SIZE) {
            return SIZE;
        }
        int i = start >>> 6;
        long word = (words[i] ^ flip) & (-1L << start);
        while (word == 0) {
            if (++i == words.length) {
                return SIZE;
            }
            word = words[i] ^ flip;
        }
        return (i << 6) + Long.numberOfTrailingZeros(word);
    }

    Page copy() {
        return new Page(words.clone(), count);
    }

    /** The bits, lowest place first; a copy. */
    long[] words() {
        return words.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Page that && count == that.count && Arrays.equals(words, that.words);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words);
    }
}
