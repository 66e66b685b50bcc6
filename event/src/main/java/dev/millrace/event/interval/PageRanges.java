package dev.millrace.event.interval;

import java.util.NavigableMap;
import java.util.TreeMap;

/** Numbers of pages that are full, as ranges that neither touch nor overlap. Not thread-safe. */
final class PageRanges {
    /** First page of a range → the page after its last. */
    private final NavigableMap<Long, Long> ranges;

    PageRanges() {
        this(new TreeMap<>());
    }

    private PageRanges(NavigableMap<Long, Long> ranges) {
        this.ranges = ranges;
    }

    boolean contains(long page) {
        var range = ranges.floorEntry(page);
        return range != null && page < range.getValue();
    }

    /** Adds pages {@code from … to - 1}; returns how many of them are new. */
    long add(long from, long to) {
        long start = from;
        long end = to;
        long there = 0;
        var before = ranges.floorEntry(from);
        if (before != null && before.getValue() >= from) {
            start = before.getKey();
        }
        for (var range = ranges.ceilingEntry(start);
                range != null && range.getKey() <= to;
                range = ranges.ceilingEntry(start)) {
            there += range.getValue() - range.getKey();
            end = Math.max(end, range.getValue());
            ranges.remove(range.getKey());
        }
        ranges.put(start, end);
        return end - start - there;
    }

    /** Removes a page that is there. */
    void remove(long page) {
        var range = ranges.floorEntry(page);
        if (range == null || page >= range.getValue()) {
            throw new IllegalArgumentException("page " + page + " is not there");
        }
        ranges.remove(range.getKey());
        if (range.getKey() < page) {
            ranges.put(range.getKey(), page);
        }
        if (page + 1 < range.getValue()) {
            ranges.put(page + 1, range.getValue());
        }
    }

    /** How many pages there are below page {@code end}. */
    long countBelow(long end) {
        long count = 0;
        for (var range : ranges.headMap(end).entrySet()) {
            count += Math.min(end, range.getValue()) - range.getKey();
        }
        return count;
    }

    /** The ranges in order, first page → page after the last; a live view that must not be changed. */
    NavigableMap<Long, Long> ranges() {
        return ranges;
    }

    /** The first full page from {@code page} on; {@link Long#MAX_VALUE} if there is none. */
    long nextFull(long page) {
        if (contains(page)) {
            return page;
        }
        var next = ranges.ceilingKey(page);
        return next == null ? Long.MAX_VALUE : next;
    }

    /** The first page from {@code page} on that is not full. */
    long nextNotFull(long page) {
        var range = ranges.floorEntry(page);
        return range == null ? page : Math.max(page, range.getValue());
    }

    PageRanges copy() {
        return new PageRanges(new TreeMap<>(ranges));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PageRanges that && ranges.equals(that.ranges);
    }

    @Override
    public int hashCode() {
        return ranges.hashCode();
    }
}
