package dev.millrace.generator.testing;

import dev.millrace.generator.channel.ProducerFactory;
import dev.millrace.generator.run.Run;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import tools.jackson.databind.json.JsonMapper;

/** Kafka's producers, but the next changes of rates reach the broker only when the time they had to be there by is over. */
public final class LateAnswers implements ProducerFactory {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger changes = new AtomicInteger();

    /** Holds up so many of the changes that are written next. */
    public void holdUp(int records) {
        next.set(records);
    }

    /** How many changes were written. */
    public int changes() {
        return changes.get();
    }

    @Override
    @SuppressWarnings("unchecked")
    public Producer<byte[], byte[]> create(Map<String, Object> properties) {
        var real = ProducerFactory.kafka().create(properties);
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                Producer.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("send")
                            && arguments[0] instanceof ProducerRecord<?, ?> record
                            && record.topic().equals(Run.TOPIC)
                            && record.value() != null
                            && JSON.readTree((byte[]) record.value()).path("by").isString()) {
                        changes.incrementAndGet();
                        if (next.getAndDecrement() > 0) {
                            return CompletableFuture.supplyAsync(
                                    () -> late(real, (ProducerRecord<byte[], byte[]>) record));
                        }
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static Object late(Producer<byte[], byte[]> real, ProducerRecord<byte[], byte[]> record) {
        var by = Instant.parse(JSON.readTree(record.value()).path("by").asString());
        while (!Instant.now().isAfter(by.plusMillis(2))) {
            LockSupport.parkNanos(1_000_000);
        }
        try {
            return real.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("a change that was held up could not be written", e);
        }
    }
}
