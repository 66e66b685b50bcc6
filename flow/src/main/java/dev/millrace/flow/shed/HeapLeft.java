package dev.millrace.flow.shed;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which part of the heap is taken for good: what the last collection of the old generation left. What is merely in use says
 * little, for it grows until the next collection anyway.
 *
 * <p>A collection is believed for ten seconds. If no other was needed since, there is room; without that, a program that
 * sheds all it has would make no garbage, cause no collection, and shed for ever. Thread-safe.
 */
final class HeapLeft implements DoubleSupplier {
    private static final long BELIEVED = Duration.ofSeconds(10).toNanos();

    private final Supplier<@Nullable MemoryUsage> lastCollection;
    private final LongSupplier nanoTime;
    private long used;
    private long believedUntil;
    private double filling;

    /** @param lastCollection what it left of the old generation; null before there was any */
    HeapLeft(Supplier<@Nullable MemoryUsage> lastCollection, LongSupplier nanoTime) {
        this.lastCollection = lastCollection;
        this.nanoTime = nanoTime;
        var before = lastCollection.get();
        this.used = before == null ? 0 : before.getUsed();
        this.believedUntil = nanoTime.getAsLong();
    }

    /** That of this program; of a collector without an old generation nothing is known, and it is never full. */
    static HeapLeft own(LongSupplier nanoTime) {
        var old = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                // What is collected while it is young has no threshold.
                .filter(MemoryPoolMXBean::isUsageThresholdSupported)
                .filter(MemoryPoolMXBean::isCollectionUsageThresholdSupported)
                .findFirst();
        return new HeapLeft(() -> old.map(MemoryPoolMXBean::getCollectionUsage).orElse(null), nanoTime);
    }

    @Override
    public synchronized double getAsDouble() {
        long now = nanoTime.getAsLong();
        var left = lastCollection.get();
        if (left != null && left.getUsed() != used) {
            used = left.getUsed();
            long most = left.getMax() > 0 ? left.getMax() : Runtime.getRuntime().maxMemory();
            filling = (double) used / most;
            believedUntil = now + BELIEVED;
        }
        return now - believedUntil < 0 ? filling : 0;
    }
}
