package dev.millrace.flow.shed;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * How full heap and processors are, for whoever asks and however often: they are looked at by one of those who ask, no more
 * often than ten times a second, and all others have the last look at once. Thread-safe.
 */
public final class Machine {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final DoubleSupplier heapGauge;
    private final DoubleSupplier cpuGauge;
    private final LongSupplier nanoTime;
    private final AtomicLong next;
    private volatile double heap;
    private volatile double cpu;

    /**
     * @param heap     tells which part of the heap is taken for good, from 0 to 1
     * @param cpu      tells which part of the processors is used, from 0 to 1
     * @param nanoTime a clock such as {@link System#nanoTime}
     */
    public Machine(DoubleSupplier heap, DoubleSupplier cpu, LongSupplier nanoTime) {
        this.heapGauge = heap;
        this.cpuGauge = cpu;
        this.nanoTime = nanoTime;
        this.next = new AtomicLong(nanoTime.getAsLong());
    }

    /** The one this program runs on. */
    public static Machine own() {
        return new Machine(HeapLeft.own(System::nanoTime), new ProcessorLoad(), System::nanoTime);
    }

    /** How full it is, with how full the queue and the producer's buffer of whoever asks are. */
    public Load load(double queue, double buffer) {
        long now = nanoTime.getAsLong();
        long due = next.get();
        if (now - due >= 0 && next.compareAndSet(due, now + BETWEEN_LOOKS.toNanos())) {
            heap = heapGauge.getAsDouble();
            cpu = cpuGauge.getAsDouble();
        }
        return new Load(queue, heap, cpu, buffer);
    }
}
