package dev.millrace.generator.testing;

import dev.millrace.generator.channel.ProducerFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Kafka's producers, with the times at which records were handed to them that were acknowledged, as readings of
 * {@link System#nanoTime}. Safe for use by several threads.
 */
public final class SentTimes implements ProducerFactory {
    private final Set<String> topics;
    private final ConcurrentLinkedQueue<Long> times = new ConcurrentLinkedQueue<>();

    public SentTimes(Set<String> topics) {
        this.topics = topics;
    }

    /** How many there are. */
    public int count() {
        return times.size();
    }

    /** The most in any stretch of that length, wherever it begins. */
    public int worst(long nanos) {
        var sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
        int worst = 0;
        int first = 0;
        for (int last = 0; last < sorted.length; last++) {
            while (sorted[last] - sorted[first] >= nanos) {
                first++;
            }
            worst = Math.max(worst, last - first + 1);
        }
        return worst;
    }

    @Override
    @SuppressWarnings("unchecked") // a proxy has no type arguments
    public Producer<byte[], byte[]> create(Map<String, Object> properties) {
        var real = ProducerFactory.kafka().create(properties);
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                Producer.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                    try {
                        return method.invoke(real, method.getName().equals("send") ? timed(arguments) : arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private Object[] timed(Object[] arguments) {
        if (!topics.contains(((ProducerRecord<?, ?>) arguments[0]).topic())) {
            return arguments;
        }
        long now = System.nanoTime();
        var told = (Callback) arguments[1];
        var timed = Arrays.copyOf(arguments, arguments.length);
        timed[1] = (Callback) (sent, failure) -> {
            if (failure == null) {
                times.add(now);
            }
            told.onCompletion(sent, failure);
        };
        return timed;
    }
}
