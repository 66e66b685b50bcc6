package dev.millrace.generator.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.generator.channel.ProducerFactory;
import dev.millrace.generator.testing.Account;
import dev.millrace.generator.testing.Definitions;
import dev.millrace.generator.testing.TestKafka;
import dev.millrace.generator.testing.TestProgram;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.Producer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Two sources of a run, of which one cannot get a commit through. */
class SlowSourceIT {
    private static final long EVENTS = 5_000;

    private final TestKafka kafka = TestKafka.shared();
    private final String slow = kafka.newTopic("slow", 1);
    private final String quick = kafka.newTopic("quick", 1);
    private final CountDownLatch through = new CountDownLatch(1);

    @Test
    void holdsUpNoOtherAndLosesNothingItself() throws Exception {
        var sources = Map.of(
                "slow", Definitions.numbered(slow, 10_000, EVENTS, 10),
                "quick", Definitions.numbered(quick, 10_000, EVENTS, 10));
        try (var program = TestProgram.of(kafka, this::producer, TestKafka.newName("fair"), sources)) {
            program.runs().resume();

            Awaitility.await().atMost(Duration.ofMinutes(3)).until(() -> tally(program, "quick") == EVENTS);
            assertThat(tally(program, "slow")).isZero();

            through.countDown();
            Awaitility.await().atMost(Duration.ofMinutes(3)).until(() -> tally(program, "slow") == EVENTS);
            var run = program.newest(RunOrigin.FILE).run().id();
            assertThat(Account.of(kafka, run, "slow").findings()).isEmpty();
            assertThat(Account.of(kafka, run, "quick").findings()).isEmpty();
        }
    }

    private static long tally(TestProgram program, String source) {
        return program.newest(RunOrigin.FILE).sources().stream()
                .filter(status -> status.source().equals(source))
                .mapToLong(status -> status.tally().events())
                .sum();
    }

    @SuppressWarnings("unchecked") // a proxy has no type arguments
    private Producer<byte[], byte[]> producer(Map<String, Object> properties) {
        var producer = ProducerFactory.kafka().create(properties);
        if (!"millrace-slow".equals(properties.get("client.id"))) {
            return producer;
        }
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                Producer.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("commitTransaction")) {
                        through.await();
                    }
                    try {
                        return method.invoke(producer, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
