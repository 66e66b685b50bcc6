package dev.millrace.generator.testing;

import dev.millrace.generator.channel.ProducerFactory;
import dev.millrace.generator.run.Run;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;

/** Kafka's producers, but of a run that is written the answer may be lost: Kafka has it, and nobody learns of it. */
public final class LostAnswers implements ProducerFactory {
    private final AtomicBoolean next = new AtomicBoolean();

    /** Loses the answer to the next run that is written. */
    public void loseTheNext() {
        next.set(true);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Producer<byte[], byte[]> create(Map<String, Object> properties) {
        var real = ProducerFactory.kafka().create(properties);
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                Producer.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                    try {
                        var result = method.invoke(real, arguments);
                        if (method.getName().equals("send")
                                && ((ProducerRecord<?, ?>) arguments[0]).topic().equals(Run.TOPIC)
                                && next.getAndSet(false)) {
                            ((Future<?>) result).get();
                            return CompletableFuture.failedFuture(new TimeoutException("planted: no answer"));
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
