package dev.millrace.generator.run;

import static dev.millrace.generator.testing.Definitions.numbered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.generator.channel.ProducerFactory;
import dev.millrace.generator.testing.TestKafka;
import dev.millrace.generator.testing.TestProgram;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** An instance that was held up right before it moved the beginning of a run, until another had taken its place. */
class SupersededIT {
    private final TestKafka kafka = TestKafka.shared();
    private final String program = TestKafka.newName("program");
    private final String topic = kafka.newTopic("superseded", 1);
    private final RunLog log = new RunLog(kafka.access(), ProducerFactory.kafka());
    private final KeeperLog other = log.keeper(program);
    private final CountDownLatch moving = new CountDownLatch(1);
    private volatile boolean supersede;

    @Test
    void whoWasSupersededMovesTheBeginningOfNoRun() throws Exception {
        supersede = true;
        try (var running = program()) {
            moving.await();
            await().until(() ->
                    running.newest(RunOrigin.FILE).sources().getFirst().tally().events() > 0);

            assertThat(beginning()).isEqualTo(begun());
        } finally {
            other.close();
            log.close();
        }
    }

    @Test
    void theKeeperMovesTheBeginningOfARunWhoseChannelsWereOpenedTooLate() throws Exception {
        try (var running = program()) {
            await().until(() ->
                    running.newest(RunOrigin.FILE).sources().getFirst().tally().events() > 0);

            assertThat(beginning()).isAfter(begun());
        } finally {
            other.close();
            log.close();
        }
    }

    private TestProgram program() {
        var made = TestProgram.of(kafka, this::producer, program, Map.of("orders", numbered(topic, 100, null, 10)));
        made.runs().resume();
        return made;
    }

    /** When the run began in the first place. */
    private Instant begun() {
        return run().startedAt().plus(Resumption.LEAD).truncatedTo(ChronoUnit.MICROS);
    }

    private Instant beginning() {
        return run().timeline().begin();
    }

    private Run run() {
        return log.read(program).values().iterator().next();
    }

    /** Kafka's, but channels are opened late; before a run is written again, another instance takes over if it is to. */
    @SuppressWarnings("unchecked")
    private Producer<byte[], byte[]> producer(Map<String, Object> properties) {
        boolean ofChannel = properties.get("client.id").equals("millrace-orders");
        if (ofChannel) {
            await().until(() -> Instant.now().isAfter(begun().plusMillis(50)));
        }
        var real = ProducerFactory.kafka().create(properties);
        var writes = new int[1];
        boolean keeps = properties.get("client.id").equals("millrace-keeper");
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                Producer.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                    if (!ofChannel
                            && method.getName().equals("send")
                            && ((ProducerRecord<?, ?>) arguments[0]).topic().equals(Run.TOPIC)
                            // The keeper's first is that the run begins.
                            && writes[0]++ == (keeps ? 1 : 0)) {
                        if (supersede) {
                            other.take();
                        }
                        moving.countDown();
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
