package dev.millrace.event.interval;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.TreeMap;

/**
 * A set of indices as bytes: version, count, full pages as ranges, then pages with holes, each as runs or as bits,
 * whichever is shorter. Numbers are written as differences, seven bits to a byte, low bits first.
 */
public final class IntervalCodec {
    private static final int VERSION = 1;
    private static final int AS_BITS = 0;
    private static final long LAST_PAGE = Long.MAX_VALUE >>> Page.BITS;

    private IntervalCodec() {}

    /** The bytes; a set without holes takes about ten. */
    public static byte[] encode(IntervalSet set) {
        var out = new ByteArrayOutputStream();
        out.write(VERSION);
        number(set.count(), out);
        number(set.fullPages().ranges().size(), out);
        long at = 0;
        for (var range : set.fullPages().ranges().entrySet()) {
            number(range.getKey() - at, out);
            number(range.getValue() - range.getKey(), out);
            at = range.getValue();
        }
        at = 0;
        for (var page : set.partialPages().entrySet()) {
            number(page.getKey() - at, out);
            page(page.getValue(), out);
            at = page.getKey();
        }
        return out.toByteArray();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if the bytes are no such set
     */
    public static IntervalSet decode(byte[] bytes) {
        try {
            var in = ByteBuffer.wrap(bytes);
            int version = in.get();
            if (version != VERSION) {
                throw new IllegalArgumentException("interval set of version " + version + "; known is " + VERSION);
            }
            long count = number(in);
            var set = read(in);
            require(set.count() == count, "holds " + set.count() + " indices, should hold " + count);
            return set;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("damaged interval set: ends after " + bytes.length + " bytes", e);
        }
    }

    private static IntervalSet read(ByteBuffer in) {
        var full = new PageRanges();
        long at = 0;
        for (long ranges = number(in); ranges > 0; ranges--) {
            long from = within(at + number(in), LAST_PAGE);
            at = within(from + number(in), LAST_PAGE + 1);
            require(at > from, "an empty range of pages");
            full.add(from, at);
        }
        var partial = new TreeMap<Long, Page>();
        at = 0;
        while (in.hasRemaining()) {
            at = within(at + number(in), LAST_PAGE);
            var page = page(in);
            require(
                    page.count() > 0 && page.count() < Page.SIZE && !full.contains(at),
                    "page " + at + " is no page with holes");
            partial.put(at, page);
        }
        return new IntervalSet(full, partial);
    }

    private static void page(Page page, ByteArrayOutputStream out) {
        var runs = new ByteArrayOutputStream();
        int count = 0;
        int at = 0;
        for (int from = page.nextPresent(0); from < Page.SIZE; from = page.nextPresent(at)) {
            int to = page.nextAbsent(from);
            number(from - at, runs);
            number(to - from, runs);
            at = to;
            count++;
        }
        if (runs.size() < Page.SIZE / Byte.SIZE) {
            number(count, out);
            out.writeBytes(runs.toByteArray());
        } else {
            number(AS_BITS, out);
            var bits = ByteBuffer.allocate(Page.SIZE / Byte.SIZE);
            bits.asLongBuffer().put(page.words());
            out.writeBytes(bits.array());
        }
    }

    private static Page page(ByteBuffer in) {
        long runs = number(in);
        if (runs == AS_BITS) {
            var words = new long[Page.SIZE / Long.SIZE];
            for (int i = 0; i < words.length; i++) {
                words[i] = in.getLong();
            }
            return Page.of(words);
        }
        var page = new Page();
        long at = 0;
        for (; runs > 0; runs--) {
            long from = within(at + number(in), Page.SIZE);
            at = within(from + number(in), Page.SIZE);
            for (int place = (int) from; place < at; place++) {
                page.add(place);
            }
        }
        return page;
    }

    private static void number(long value, ByteArrayOutputStream out) {
        long rest = value;
        while (rest >= 0x80) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private static long number(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte part = in.get();
            value |= (long) (part & 0x7f) << shift;
            if (part >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("damaged interval set: a number does not end");
    }

    private static long within(long value, long limit) {
        require(value >= 0 && value <= limit, value + " is past " + limit);
        return value;
    }

    private static void require(boolean sound, String problem) {
        if (!sound) {
            throw new IllegalArgumentException("damaged interval set: " + problem);
        }
    }
}
