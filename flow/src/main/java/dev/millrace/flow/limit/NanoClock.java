package dev.millrace.flow.limit;

/** A clock that only goes forward, in nanoseconds from anywhere: {@code System::nanoTime}, or a test's own. */
@FunctionalInterface
public interface NanoClock {
    /** Now. */
    long nanos();
}
