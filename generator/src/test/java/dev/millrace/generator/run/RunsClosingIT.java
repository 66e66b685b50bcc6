package dev.millrace.generator.run;

import static dev.millrace.generator.testing.Definitions.numbered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.generator.channel.ProducerFactory;
import dev.millrace.generator.testing.TestKafka;
import dev.millrace.generator.testing.TestProgram;
import dev.millrace.settings.Rate;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class RunsClosingIT {
    private final TestKafka kafka = TestKafka.shared();
    private final String program = TestKafka.newName("program");
    private final String topic = kafka.newTopic("runs", 1);

    /** Who is answered that a run was started finds it with the next program; nobody is left without an answer. */
    @Test
    void shouldEndInOrderARunThatIsBeingStartedWhenTheEndComes() throws Exception {
        var slow = new SlowRunLog();
        var running = TestProgram.of(kafka, slow, program, Map.of("orders", numbered(topic, 0.01, null, 10)));
        running.runs().resume();
        slow.hold = true;
        var started = CompletableFuture.supplyAsync(
                () -> running.runs().start(new RunRequest(List.of("orders"), new Rate(100), null, null)));
        slow.reached.await();
        var closing = Thread.ofPlatform().start(running::close);
        await().until(() -> closing.getState() == Thread.State.WAITING || !closing.isAlive());

        slow.goOn.countDown();
        var run = started.get().run();
        closing.join();

        assertThat(run.state()).isEqualTo(RunState.RUNNING);
        try (var again = TestProgram.start(kafka, program, Map.of("orders", numbered(topic, 0.01, null, 10)))) {
            assertThat(again.newest(RunOrigin.REQUEST).run().id()).isEqualTo(run.id());
        }
    }

    /** Kafka's producers, but the next run that is asked for takes as long as the test wants to be written. */
    private static final class SlowRunLog implements ProducerFactory {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private volatile boolean hold;

        @Override
        @SuppressWarnings("unchecked")
        public Producer<byte[], byte[]> create(Map<String, Object> properties) {
            var real = ProducerFactory.kafka().create(properties);
            boolean asked = properties.get("client.id").equals("millrace-runs");
            return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                    Producer.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                        if (asked
                                && hold
                                && method.getName().equals("send")
                                && ((ProducerRecord<?, ?>) arguments[0]).topic().equals(Run.TOPIC)) {
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
}
