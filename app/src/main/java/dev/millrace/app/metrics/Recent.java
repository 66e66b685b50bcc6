package dev.millrace.app.metrics;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is reckoned anew at most once a second: a scrape asks for every figure on its own, and what they are taken from is
 * a reckoning of everything. Thread-safe.
 */
final class Recent<T> implements Supplier<T> {
    private static final long KEPT = Duration.ofSeconds(1).toNanos();

    private final Supplier<T> source;
    private final LongSupplier nanoTime;
    private @Nullable T latest;
    private long made;

    /** @param nanoTime a clock such as {@link System#nanoTime()} */
    Recent(Supplier<T> source, LongSupplier nanoTime) {
        this.source = source;
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized T get() {
        long now = nanoTime.getAsLong();
        var known = latest;
        if (known == null || now - made >= KEPT) {
            known = source.get();
            latest = known;
            made = now;
        }
        return known;
    }
}
