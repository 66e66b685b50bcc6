package dev.millrace.generator.loop;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Random;

/** A machine's time as a test moves it: every reading takes a little, and every sleep is longer than was asked for. */
final class MovedTime implements Pulse {
    private static final long READING_NANOS = 40;
    private static final long LONGEST_OVERSLEEP_NANOS = 800_000;

    private final Instant begin;
    private final Random random;
    private long nanos;

    MovedTime(Instant begin, long seed) {
        this.begin = begin;
        this.random = new Random(seed);
    }

    /** Lets time pass. */
    void pass(long more) {
        nanos += more;
    }

    @Override
    public long nanoTime() {
        nanos += READING_NANOS;
        return nanos;
    }

    @Override
    public void sleep(StopSignal stop, long asked) {
        nanos += asked + 50_000 + random.nextLong(LONGEST_OVERSLEEP_NANOS);
    }

    /** Time since the beginning, nanoseconds. */
    long passed() {
        return nanos;
    }

    /** The clock on the wall that goes along. */
    Clock clock() {
        return ((InstantSource) () -> begin.plusNanos(nanos)).withZone(ZoneOffset.UTC);
    }
}
