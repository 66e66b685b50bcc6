package dev.millrace.generator.run;

import dev.millrace.generator.channel.KafkaAccess;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place there is for a generator of a program on a Kafka cluster: two would each start the file's runs, and
 * everything would be there twice.
 *
 * <p>It is the only partition of a consumer group, so that Kafka decides who has it, and gives it to another once its
 * holder is dead. Nothing is read. An instance that comes back under its own name has it again at once. Thread-safe.
 */
public final class GeneratorSeat implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(GeneratorSeat.class);
    /** The shortest that Kafka allows by default: so long a dead holder keeps the place. */
    private static final Duration SESSION = Duration.ofSeconds(6);
    /** The holder's death, Kafka's delay before a new group's first round, and some breath. */
    private static final Duration PATIENCE = SESSION.plusSeconds(9);

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaAccess kafka;
    private final String program;
    private final String instance;
    private final CountDownLatch taken = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("generator-seat").daemon().unstarted(this::sit);
    private volatile boolean closed;
    private volatile boolean held;
    private volatile boolean answered;
    private volatile @Nullable KafkaException failure;

    /** @param instance names this instance among all, over restarts as well; letters, digits, '.', '_' and '-' */
    public GeneratorSeat(KafkaAccess kafka, String program, String instance) {
        this.kafka = kafka;
        this.program = program;
        this.instance = instance;
    }

    /**
     * Takes the place; waits until a holder that has died is given up.
     *
     * @throws GeneratorTaken    if another instance has it
     * @throws RunLogUnavailable if Kafka does not answer, or does not allow it
     */
    void take() {
        thread.start();
        try {
            if (taken.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) && held) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunLogUnavailable("interrupted while becoming the generator of " + program, e);
        }
        var reason = failure;
        if (reason != null) {
            throw new RunLogUnavailable("Becoming the generator of " + program + ": " + reason.getMessage(), reason);
        }
        if (answered) {
            throw new GeneratorTaken(program);
        }
        throw new RunLogUnavailable("Becoming the generator of " + program + ": Kafka did not answer within "
                + PATIENCE.toSeconds() + " s");
    }

    /**
     * Makes sure that this instance has the place, which it may lose when it cannot reach Kafka for some seconds:
     * what it then wrote about runs would contradict the one who has it.
     *
     * @throws RunLogUnavailable if it has not
     */
    void require() {
        if (!held) {
            throw new RunLogUnavailable(
                    "This instance is not the generator of " + program + " at present: it is still starting, could not"
                            + " reach Kafka for some seconds, or another has taken its place");
        }
    }

    /** Leaves the place to others. */
    @Override
    public void close() {
        closed = true;
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            if (!thread.join(Duration.ofSeconds(5))) {
                log.warn("The generator's place is left to time out: program={}", program);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sit() {
        try (var consumer = consumer()) {
            consumer.subscribe(List.of(Run.TOPIC), new Listener(consumer));
            while (!closed) {
                consumer.poll(POLL);
            }
            held = false;
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(3))
                    .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        } catch (KafkaException e) {
            held = false;
            failure = e;
            taken.countDown();
            log.error("This instance can be the generator no longer: program={}", program, e);
        }
    }

    private Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                kafka.with(Map.of(
                        "group.id",
                        "millrace-generator-" + program,
                        "group.instance.id",
                        instance,
                        "group.protocol",
                        "classic",
                        // The holder keeps its place when another one comes.
                        "partition.assignment.strategy",
                        CooperativeStickyAssignor.class.getName(),
                        "session.timeout.ms",
                        Math.toIntExact(SESSION.toMillis()),
                        "heartbeat.interval.ms",
                        1_000,
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "latest",
                        "client.id",
                        "millrace-generator")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private final class Listener implements ConsumerRebalanceListener {
        private final Consumer<byte[], byte[]> consumer;

        Listener(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            answered = true;
            if (!partitions.isEmpty()) {
                consumer.pause(partitions);
                held = true;
                taken.countDown();
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            if (!partitions.isEmpty()) {
                held = false;
            }
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            held = false;
            log.warn(
                    "This instance could not tell Kafka that it is alive; another may become the generator:"
                            + " program={}",
                    program);
        }
    }
}
