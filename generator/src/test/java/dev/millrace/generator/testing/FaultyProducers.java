package dev.millrace.generator.testing;

import dev.millrace.generator.channel.ProducerFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Kafka's producers, but calls fail at random: before they reach the broker, or after, so that the caller is told
 * of a failure although all went well. The same seed gives the same faults for one source. Thread-safe.
 */
public class FaultyProducers implements ProducerFactory {
    private final Random random;
    private final int most;
    private final Map<String, Double> chances;
    private final AtomicInteger faults = new AtomicInteger();
    private final AtomicInteger faultsAfter = new AtomicInteger();
    private boolean lastBefore = true;

    /**
     * @param most    after so many faults no more are planted
     * @param chances of failing, by the name of the producer's method
     */
    public FaultyProducers(long seed, int most, Map<String, Double> chances) {
        this.random = new Random(seed);
        this.most = most;
        this.chances = Map.copyOf(chances);
    }

    /** How many calls failed. */
    public int faults() {
        return faults.get();
    }

    /** How many of those had in truth succeeded. */
    public int faultsAfter() {
        return faultsAfter.get();
    }

    @Override
    @SuppressWarnings("unchecked")
    public Producer<byte[], byte[]> create(Map<String, Object> properties) {
        var real = ProducerFactory.kafka().create(properties);
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                Producer.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                    var fault = fault(method.getName());
                    if (fault == Fault.BEFORE) {
                        throw failure(method.getName());
                    }
                    try {
                        var result = method.invoke(real, arguments);
                        if (fault == Fault.AFTER) {
                            faultsAfter.incrementAndGet();
                            throw failure(method.getName());
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Makes a call, or fails before it, or after it. */
    final void around(String method, Runnable call) {
        var fault = fault(method);
        if (fault == Fault.BEFORE) {
            throw failure(method);
        }
        call.run();
        if (fault == Fault.AFTER) {
            faultsAfter.incrementAndGet();
            throw failure(method);
        }
    }

    private synchronized Fault fault(String method) {
        double chance = faults.get() < most ? chances.getOrDefault(method, 0.0) : 0;
        if (random.nextDouble() >= chance) {
            return Fault.NONE;
        }
        return before(method) ? Fault.BEFORE : Fault.AFTER;
    }

    /** Whether a call that is to fail does so before it is made. */
    protected boolean before(String method) {
        // Nothing real fails after it began a transaction, and Kafka's producer then takes 5 s to close.
        if (method.equals("beginTransaction")) {
            return true;
        }
        // In turns, so that there are some of both however the calls fall.
        lastBefore = !lastBefore;
        return lastBefore;
    }

    private KafkaException failure(String method) {
        faults.incrementAndGet();
        return new TimeoutException("planted: " + method + " timed out");
    }

    private enum Fault {
        NONE,
        BEFORE,
        AFTER
    }
}
