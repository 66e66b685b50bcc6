package dev.millrace.generator.testing;

import dev.millrace.generator.channel.ProducerFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Kafka's producers, with the times at which records of a topic were handed to them, and those in which they or the
 * machine held the sender up. Times are readings of {@link System#nanoTime}. For one sending thread.
 */
public final class TimedProducers implements ProducerFactory, AutoCloseable {
    private static final long LOOK_NANOS = 500_000;
    private static final long NOTICED_NANOS = 1_000_000;

    private final String topic;
    private final long[] times;
    private final ConcurrentLinkedQueue<Held> held = new ConcurrentLinkedQueue<>();
    private final Thread watch = Thread.ofPlatform().name("watch").daemon().unstarted(this::watch);
    private final AtomicInteger sent = new AtomicInteger();
    private volatile boolean closed;

    private record Held(long from, long until) {
        /** Also while what was held up is caught up, which takes less long. */
        boolean at(long time) {
            return time >= from && time <= until + (until - from);
        }
    }

    public TimedProducers(String topic, int most) {
        this.topic = topic;
        this.times = new long[most];
        watch.start();
    }

    /** How many records of the topic were handed over. */
    public int sent() {
        return sent.get();
    }

    /** How many of them before a time. */
    public long sentBefore(long time) {
        int found = Arrays.binarySearch(times, 0, sent.get(), time);
        return found < 0 ? -found - 1 : found;
    }

    /** Whether nothing could be sent at a time, or what could not was being caught up. */
    public boolean heldUpAt(long time) {
        return held.stream().anyMatch(some -> some.at(time));
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    @SuppressWarnings("unchecked") // a proxy has no type arguments
    public Producer<byte[], byte[]> create(Map<String, Object> properties) {
        var real = ProducerFactory.kafka().create(properties);
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                Producer.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                    long from = System.nanoTime();
                    if (method.getName().equals("send")
                            && ((ProducerRecord<?, ?>) arguments[0]).topic().equals(topic)) {
                        times[sent.getAndIncrement()] = from;
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    } finally {
                        note(from, System.nanoTime());
                    }
                });
    }

    private void watch() {
        while (!closed) {
            long from = System.nanoTime();
            LockSupport.parkNanos(LOOK_NANOS);
            note(from, System.nanoTime());
        }
    }

    private void note(long from, long until) {
        if (until - from > NOTICED_NANOS) {
            held.add(new Held(from, until));
        }
    }
}
