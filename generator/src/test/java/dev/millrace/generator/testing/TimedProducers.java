package dev.millrace.generator.testing;

import dev.millrace.generator.channel.ProducerFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Kafka's producers, with the times at which records of a topic were handed to them, as readings of
 * {@link System#nanoTime}. For one sending thread; to be asked once it is done.
 */
public final class TimedProducers implements ProducerFactory {
    private final String topic;
    private final long[] times;
    private final AtomicInteger sent = new AtomicInteger();

    public TimedProducers(String topic, int most) {
        this.topic = topic;
        this.times = new long[most];
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

    @Override
    @SuppressWarnings("unchecked") // a proxy has no type arguments
    public Producer<byte[], byte[]> create(Map<String, Object> properties) {
        var real = ProducerFactory.kafka().create(properties);
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                Producer.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("send")
                            && ((ProducerRecord<?, ?>) arguments[0]).topic().equals(topic)) {
                        times[sent.getAndIncrement()] = System.nanoTime();
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
