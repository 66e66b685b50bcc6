package dev.millrace.generator.testing;

import dev.millrace.generator.channel.ProducerFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.Producer;

/** Kafka's producers, but the commits of a source take as long as the test wants. Closing it lets them go. */
public final class HeldCommits implements ProducerFactory, AutoCloseable {
    private final String client;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private volatile boolean hold;

    public HeldCommits(String source) {
        this.client = "millrace-" + source;
    }

    /** Holds the first commit there is, and all others. */
    public HeldCommits fromTheFirst() {
        hold = true;
        return this;
    }

    /** Holds all commits from now on; returns when there is one. */
    public void hold() throws InterruptedException {
        hold = true;
        reached.await();
    }

    @Override
    public void close() {
        goOn.countDown();
    }

    @Override
    @SuppressWarnings("unchecked")
    public Producer<byte[], byte[]> create(Map<String, Object> properties) {
        var real = ProducerFactory.kafka().create(properties);
        boolean held = client.equals(properties.get("client.id"));
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                Producer.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                    if (held && hold && method.getName().equals("commitTransaction")) {
                        reached.countDown();
                        goOn.await();
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
