package dev.millrace.checks.bench;

/** Where a process of the limiter's benchmark takes its permits. For one thread. */
interface PermitSource extends AutoCloseable {
    /** Takes up to the wanted number of permits, and does not wait for more; gives how many, from 0. */
    int take(int wanted);

    /** How long to wait after having got none, in nanoseconds. */
    long waitNanos();

    /** Whether it knows of so many that share the limit; of itself at least, where it cannot know of others. */
    boolean isShared(int instances);

    @Override
    void close();
}
