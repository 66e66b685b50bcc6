package dev.millrace.generator.testing;

import dev.millrace.event.progress.Deviation;
import dev.millrace.event.progress.Progress;
import dev.millrace.generator.channel.ProducerFactory;
import dev.millrace.generator.run.Run;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Producers with a planted bug: of the events sent through them, one in so many is sent not at all, or twice. */
public record DishonestProducers(long oneIn, int copies, AtomicLong sent) implements ProducerFactory {
    public static DishonestProducers losing(long oneIn) {
        return new DishonestProducers(oneIn, 0, new AtomicLong());
    }

    public static DishonestProducers repeating(long oneIn) {
        return new DishonestProducers(oneIn, 2, new AtomicLong());
    }

    @Override
    @SuppressWarnings("unchecked")
    public Producer<byte[], byte[]> create(Map<String, Object> properties) {
        var real = ProducerFactory.kafka().create(properties);
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                Producer.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                    int times = method.getName().equals("send") && isEvent(arguments[0]) ? times() : 1;
                    Object result = CompletableFuture.completedFuture(null);
                    try {
                        for (int i = 0; i < times; i++) {
                            result = method.invoke(real, arguments);
                        }
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    return result;
                });
    }

    private int times() {
        return sent.incrementAndGet() % oneIn == 0 ? copies : 1;
    }

    private static boolean isEvent(Object record) {
        return record instanceof ProducerRecord<?, ?> sent
                && !sent.topic().equals(Progress.TOPIC)
                && !sent.topic().equals(Deviation.TOPIC)
                && !sent.topic().equals(Run.TOPIC);
    }
}
