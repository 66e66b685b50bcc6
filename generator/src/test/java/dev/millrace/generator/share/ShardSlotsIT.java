package dev.millrace.generator.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.generator.channel.KafkaAccess;
import dev.millrace.generator.testing.TestKafka;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An instance whose group fails it. */
class ShardSlotsIT {
    private final AtomicReference<@Nullable KafkaException> planted = new AtomicReference<>();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger evictions = new AtomicInteger();
    private final String program = TestKafka.newName("program");
    private final KafkaAccess kafka = TestKafka.shared().access();
    private final SlotConsumers real = new SlotConsumers(kafka, ShardSlots.group(program), "one", Map.of("orders", 2));
    private final ShardSlots slots = new ShardSlots(kafka, program, "one", () -> failing(real.get()));

    @BeforeEach
    void join() {
        slots.join(new SlotTenant() {
            @Override
            public void leave() {}

            @Override
            public void evicted() {
                evictions.incrementAndGet();
            }
        });
        await().until(slots::keeps);
    }

    @AfterEach
    void leave() {
        slots.close();
    }

    @Test
    void shouldLetGoOfItsSlotsWhenKafkaFailsAndTakeThemAgain() {
        planted.set(new GroupAuthorizationException("planted"));
        await().until(() -> opened.get() >= 3);
        assertThat(slots.keeps()).isFalse();
        assertThat(slots.trouble())
                .hasValueSatisfying(reason -> assertThat(reason).contains("planted"));
        assertThat(evictions).hasPositiveValue();

        planted.set(null);

        await().until(() -> slots.keeps() && slots.has("orders", 1));
        assertThat(slots.trouble()).isEmpty();
    }

    @Test
    void shouldStayOutWhereAnotherHasItsName() {
        planted.set(new FencedInstanceIdException("planted"));
        await().until(() -> slots.trouble().isPresent());
        planted.set(null);
        slots.close();

        assertThat(opened).hasValue(1);
        assertThat(slots.keeps()).isFalse();
        assertThat(slots.trouble())
                .hasValueSatisfying(reason -> assertThat(reason).contains("no longer"));
    }

    @SuppressWarnings("unchecked") // a proxy has no type arguments
    private Consumer<byte[], byte[]> failing(Consumer<byte[], byte[]> real) {
        opened.incrementAndGet();
        return (Consumer<byte[], byte[]>) Proxy.newProxyInstance(
                Consumer.class.getClassLoader(), new Class<?>[] {Consumer.class}, (proxy, method, arguments) -> {
                    var failure = planted.get();
                    if (failure != null && method.getName().equals("poll")) {
                        throw failure;
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
