package dev.millrace.event.interval;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A set of indices from 0, made for sequences that arrive nearly complete and nearly in order.
 *
 * <p>Indices fall into pages of {@value Page#SIZE}. A full page is part of a range of full pages; only pages with
 * holes keep a bit for each index. So a million indices that arrived complete cost one range, a set never costs
 * more than a page (about 600 bytes) for each hole, nor more than a bit and a bit for each index of the pages it
 * touches. Adding next to the last addition takes a few instructions and allocates nothing.
 *
 * <p>Not thread-safe.
 */
public final class IntervalSet {
    private static final int PLACE = Page.SIZE - 1;

    private final PageRanges full;
    private final NavigableMap<Long, Page> partial;
    private long count;

    /** The page that was added to last: where the next index belongs nearly always. */
    private @Nullable Page latest;

    private long latestNumber = -1;

    public IntervalSet() {
        this(new PageRanges(), new TreeMap<>());
    }

    /** The set of these pages, none of which may be empty, full, or in {@code full}. */
    IntervalSet(PageRanges full, NavigableMap<Long, Page> partial) {
        this.full = full;
        this.partial = partial;
        this.count = full.countBelow(Long.MAX_VALUE) * Page.SIZE;
        for (var page : partial.values()) {
            count += page.count();
        }
    }

    /** Adds an index, which must not be negative. */
    public Addition add(long index) {
        if (index < 0) {
            throw new IllegalArgumentException("index must not be negative, was " + index);
        }
        long number = index >>> Page.BITS;
        var page = latest;
        if (page == null || number != latestNumber) {
            if (full.contains(number)) {
                return Addition.REPEAT;
            }
            page = partial.computeIfAbsent(number, n -> new Page());
            latest = page;
            latestNumber = number;
        }
        if (!page.add((int) index & PLACE)) {
            return Addition.REPEAT;
        }
        count++;
        if (page.count() == Page.SIZE) {
            partial.remove(number);
            full.add(number, number + 1);
            latest = null;
        }
        return Addition.NEW;
    }

    /** Adds every index of a range. */
    public void addAll(IndexRange range) {
        long firstWhole = (range.from() + PLACE) >>> Page.BITS;
        long afterWhole = range.to() >>> Page.BITS;
        if (firstWhole >= afterWhole) {
            addEach(range.from(), range.to());
            return;
        }
        addEach(range.from(), firstWhole << Page.BITS);
        addPages(firstWhole, afterWhole);
        addEach(afterWhole << Page.BITS, range.to());
    }

    /** Adds every index of another set. */
    public void addAll(IntervalSet other) {
        other.full.ranges().forEach(this::addPages);
        other.partial.forEach((number, page) -> {
            long base = number << Page.BITS;
            page.forEach(place -> add(base + place));
        });
    }

    /**
     * Adds every index of another set.
     *
     * @param repeats told each index that was there already, in order
     */
    public void addAll(IntervalSet other, LongConsumer repeats) {
        other.full.ranges().forEach((from, to) -> {
            if (full.nextFull(from) >= to && partial.subMap(from, to).isEmpty()) {
                addPages(from, to);
            } else {
                for (long index = from << Page.BITS; index < to << Page.BITS; index++) {
                    addOrTell(index, repeats);
                }
            }
        });
        other.partial.forEach((number, page) ->
                page.forEach(place -> addOrTell((number << Page.BITS) + place, repeats)));
    }

    private void addOrTell(long index, LongConsumer repeats) {
        if (add(index) == Addition.REPEAT) {
            repeats.accept(index);
        }
    }

    /** Removes an index; false if it was not there. */
    public boolean remove(long index) {
        long number = index >>> Page.BITS;
        var page = partial.get(number);
        if (page == null) {
            if (!full.contains(number)) {
                return false;
            }
            full.remove(number);
            page = Page.whole();
            partial.put(number, page);
        }
        if (!page.remove((int) index & PLACE)) {
            return false;
        }
        count--;
        if (page.count() == 0) {
            partial.remove(number);
            latest = null;
        }
        return true;
    }

    /** Tells every index, in order. */
    public void forEach(LongConsumer consumer) {
        for (long start = nextPresent(0); start != Long.MAX_VALUE; ) {
            long end = nextAbsent(start);
            for (long index = start; index < end; index++) {
                consumer.accept(index);
            }
            start = nextPresent(end);
        }
    }

    /** How many indices are in another set as well. */
    public long countCommon(IntervalSet other) {
        if (count > other.count) {
            return other.countCommon(this);
        }
        var common = new long[1];
        forEach(index -> common[0] += other.contains(index) ? 1 : 0);
        return common[0];
    }

    private void addEach(long from, long to) {
        for (long index = from; index < to; index++) {
            add(index);
        }
    }

    private void addPages(long from, long to) {
        var replaced = partial.subMap(from, to);
        for (var page : replaced.values()) {
            count -= page.count();
        }
        replaced.clear();
        count += full.add(from, to) * Page.SIZE;
        latest = null;
    }

    /** Whether an index is there. */
    public boolean contains(long index) {
        long number = index >>> Page.BITS;
        var page = partial.get(number);
        return page == null ? full.contains(number) : page.contains((int) index & PLACE);
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** How many indices are there. */
    public long count() {
        return count;
    }

    /** How many indices below {@code end} are there. */
    public long countBelow(long end) {
        long number = end >>> Page.BITS;
        long found = full.countBelow(number) * Page.SIZE;
        for (var page : partial.headMap(number).values()) {
            found += page.count();
        }
        var last = partial.get(number);
        if (last != null) {
            return found + last.countBelow((int) end & PLACE);
        }
        return full.contains(number) ? found + (end & PLACE) : found;
    }

    /** The first {@code limit} ranges of indices in {@code from … to - 1} that are there, in order. */
    public List<IndexRange> ranges(long from, long to, int limit) {
        var found = new ArrayList<IndexRange>();
        for (long start = nextPresent(from); start < to && found.size() < limit; ) {
            long end = Math.min(to, nextAbsent(start));
            found.add(new IndexRange(start, end));
            start = nextPresent(end);
        }
        return found;
    }

    /** The first {@code limit} ranges of indices in {@code from … to - 1} that are not there, in order. */
    public List<IndexRange> gaps(long from, long to, int limit) {
        var found = new ArrayList<IndexRange>();
        for (long start = nextAbsent(from); start < to && found.size() < limit; ) {
            long end = Math.min(to, nextPresent(start));
            found.add(new IndexRange(start, end));
            start = nextAbsent(end);
        }
        return found;
    }

    private long nextPresent(long from) {
        long wholePage = full.nextFull(from >>> Page.BITS);
        long whole = wholePage == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(from, wholePage << Page.BITS);
        for (Map.Entry<Long, Page> entry : partial.tailMap(from >>> Page.BITS).entrySet()) {
            long base = entry.getKey() << Page.BITS;
            int place = entry.getValue().nextPresent((int) Math.max(0, from - base));
            if (place < Page.SIZE) {
                return Math.min(whole, base + place);
            }
        }
        return whole;
    }

    private long nextAbsent(long from) {
        long at = from;
        while (true) {
            long number = full.nextNotFull(at >>> Page.BITS);
            long base = number << Page.BITS;
            if (base < 0) {
                // Behind the last index there is, which any event may claim to have.
                return Long.MAX_VALUE;
            }
            at = Math.max(at, base);
            var page = partial.get(number);
            int place = page == null ? (int) (at - base) : page.nextAbsent((int) (at - base));
            if (place < Page.SIZE) {
                return base + place;
            }
            at = base + Page.SIZE;
        }
    }

    /** A set of its own with the same indices. */
    public IntervalSet copy() {
        var pages = new TreeMap<Long, Page>();
        partial.forEach((number, page) -> pages.put(number, page.copy()));
        return new IntervalSet(full.copy(), pages);
    }

    PageRanges fullPages() {
        return full;
    }

    NavigableMap<Long, Page> partialPages() {
        return partial;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IntervalSet that && full.equals(that.full) && partial.equals(that.partial);
    }

    @Override
    public int hashCode() {
        return 31 * full.hashCode() + partial.hashCode();
    }

    /** The first few ranges, for a person. */
    @Override
    public String toString() {
        return ranges(0, Long.MAX_VALUE, 20) + " (" + count + ")";
    }
}
