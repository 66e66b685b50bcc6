package dev.millrace.gateway.body;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** The lines of a body, without the line feeds that end them. */
final class Lines implements Iterator<Slice> {
    private final byte[] bytes;
    private final int end;
    private int next;

    private Lines(Body body) {
        this.bytes = body.bytes();
        this.next = body.whole().offset();
        this.end = body.whole().end();
    }

    static Iterable<Slice> of(Body body) {
        return () -> new Lines(body);
    }

    /** Whether there is nothing in it but white space. */
    static boolean isBlank(Body body, Slice line) {
        for (int i = line.offset(); i < line.end(); i++) {
            byte b = body.bytes()[i];
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean hasNext() {
        return next < end;
    }

    @Override
    public Slice next() {
        if (next >= end) {
            throw new NoSuchElementException();
        }
        int start = next;
        int stop = start;
        while (stop < end && bytes[stop] != '\n') {
            stop++;
        }
        next = stop + 1;
        return new Slice(start, stop - start);
    }
}
