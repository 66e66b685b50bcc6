package dev.millrace.generator.share;

import dev.millrace.flow.retry.Backoff;
import dev.millrace.flow.retry.RetrySettings;
import dev.millrace.generator.channel.KafkaAccess;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The slots that this instance holds of those a program's work is shared by.
 *
 * <p>Slots are the partitions of a topic without records, so that a consumer group hands them out: each to one living
 * instance, and those of a dead one to others. Whoever holds slot 0 is the program's {@linkplain #keeps() keeper}. What
 * is held here is only what was heard last; what is sent is safe all the same, for a shard's next sender shuts out the
 * one before. Thread-safe.
 */
public final class ShardSlots implements AutoCloseable {
    /** The topic whose partitions are the slots. It stays empty. */
    public static final String TOPIC = "millrace.shards";

    private static final Logger log = LoggerFactory.getLogger(ShardSlots.class);
    /** The shortest that Kafka allows by default: so long a dead instance keeps its slots. */
    static final Duration SESSION = Duration.ofSeconds(6);
    /** A dead holder's session, Kafka's delay before a new group's first round, and some breath. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** How long sources may take to commit before Kafka takes their slots away. */
    static final Duration LEAVING = Duration.ofSeconds(45);

    /** The pauses between tries to join again. */
    private static final RetrySettings AGAIN = new RetrySettings(Duration.ofMillis(200), Duration.ofSeconds(10));

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaAccess kafka;
    private final String program;
    private final String instance;
    private final Set<Integer> held = ConcurrentHashMap.newKeySet();
    private final CountDownLatch answered = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("shard-slots").daemon().unstarted(this::sit);
    private volatile @Nullable SlotTenant tenant;
    private volatile SlotPlan plan = new SlotPlan(1);
    private volatile long polled = System.nanoTime();
    private volatile boolean closed;
    private volatile boolean alone;
    private volatile @Nullable KafkaException failure;
    private volatile @Nullable String trouble;
    private final CountDownLatch leaving = new CountDownLatch(1);
    private final Backoff pause = new Backoff(AGAIN, RandomGenerator.getDefault());
    private final Supplier<Consumer<byte[], byte[]>> consumers;

    /**
     * @param program  whose work is shared
     * @param instance names this instance among all, over restarts as well; letters, digits, '.', '_' and '-'
     * @param shards   by source, how many it has; the same for all instances
     */
    public ShardSlots(KafkaAccess kafka, String program, String instance, Map<String, Integer> shards) {
        this(kafka, program, instance, new SlotConsumers(kafka, group(program), instance, shards));
    }

    /** @param consumers gives consumers of the group */
    ShardSlots(KafkaAccess kafka, String program, String instance, Supplier<Consumer<byte[], byte[]>> consumers) {
        this.consumers = consumers;
        this.kafka = kafka;
        this.program = program;
        this.instance = instance;
    }

    /** The name of this instance. */
    public String instance() {
        return instance;
    }

    /**
     * Joins the other instances and waits for what the group says first, which may be that there is no slot to have.
     *
     * @param work ends when slots go
     * @throws KafkaException if Kafka does not answer, or does not allow it
     */
    public void join(SlotTenant work) {
        tenant = work;
        alone = GroupLook.isAlone(kafka, group(program), instance);
        thread.start();
        try {
            if (!answered.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new KafkaException("Kafka did not say within " + PATIENCE.toSeconds()
                        + " s which part of the work of " + program + " this instance has");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while joining the instances of " + program, e);
        }
        var reason = failure;
        if (reason != null) {
            throw reason;
        }
    }

    /** Why this instance has no part in the work, where it should have one. */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Whether no other instance was there when this one joined. */
    public boolean wasAlone() {
        return alone;
    }

    /** Whether the shard of a source was handed to this instance. */
    public boolean has(String source, int shard) {
        return held.contains(plan.slot(source, shard));
    }

    /** Whether it was, and the group was heard from lately: this instance may shut out another sender then. */
    public boolean holds(String source, int shard) {
        return holds(plan.slot(source, shard));
    }

    /** Whether this instance sees to the program's runs: one of all instances does. */
    public boolean keeps() {
        return holds(0);
    }

    private boolean holds(int slot) {
        // Who was held up for as long as a session may be taken for dead, and has not been told yet.
        return held.contains(slot) && System.nanoTime() - polled < SESSION.toNanos();
    }

    /** Leaves its slots to others. What works in them must have ended. */
    @Override
    public void close() {
        closed = true;
        leaving.countDown();
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            if (!thread.join(Duration.ofSeconds(10))) {
                log.warn("The slots of this instance are left to time out: program={}", program);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sit() {
        try {
            while (!closed) {
                try {
                    take();
                } catch (FencedInstanceIdException e) {
                    giveUp(e);
                } catch (KafkaException e) {
                    if (answered.getCount() > 0) {
                        giveUp(e);
                    } else {
                        standAside(e);
                    }
                }
            }
        } finally {
            answered.countDown();
        }
    }

    /** For good: it never was one of the instances, or another one has its name. */
    private void giveUp(KafkaException e) {
        failure = e;
        closed = true;
        trouble = "it takes part in the work no longer: " + e.getMessage();
        log.error("This instance takes part in the work no longer: program={}", program, e);
        letGo();
    }

    /** For a while: whatever Kafka said, it may say otherwise the next time. */
    private void standAside(KafkaException e) {
        if (trouble == null) {
            log.warn(
                    "This instance lost its part of the work and joins again: program={} reason={}",
                    program,
                    e.getMessage(),
                    e);
        } else {
            log.debug("Joining again failed: program={}", program, e);
        }
        trouble = "it has no part in the work and joins the others again: " + e.getMessage();
        letGo();
        try {
            if (leaving.await(pause.next().toMillis(), TimeUnit.MILLISECONDS)) {
                log.debug("Closed while it stood aside: program={}", program);
            }
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    private void letGo() {
        held.clear();
        evict();
    }

    /** Is one of the instances until the end, or until Kafka fails. */
    private void take() {
        try (var consumer = consumers.get()) {
            int slots = consumer.partitionsFor(TOPIC).size();
            if (slots == 0) {
                throw new KafkaException("there is no topic " + TOPIC);
            }
            plan = new SlotPlan(slots);
            consumer.subscribe(List.of(TOPIC), new Listener(consumer));
            while (!closed) {
                polled = System.nanoTime();
                consumer.poll(POLL);
            }
            held.clear();
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(3))
                    .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        }
    }

    private void evict() {
        var work = tenant;
        if (work != null) {
            work.evicted();
        }
    }

    static String group(String program) {
        return "millrace-generator-" + program;
    }

    private final class Listener implements ConsumerRebalanceListener {
        private final Consumer<byte[], byte[]> consumer;

        Listener(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            // Nothing is ever read.
            consumer.pause(partitions);
            partitions.forEach(partition -> held.add(partition.partition()));
            polled = System.nanoTime();
            trouble = null;
            pause.reset();
            log.info("This instance holds slots: program={} slots={}", program, held.size());
            answered.countDown();
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            partitions.forEach(partition -> held.remove(partition.partition()));
            var work = tenant;
            if (work != null && !partitions.isEmpty() && !closed) {
                work.leave();
            }
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            partitions.forEach(partition -> held.remove(partition.partition()));
            log.warn(
                    "This instance could not tell Kafka that it is alive; others take over its slots: program={}"
                            + " slots={}",
                    program,
                    partitions.size());
            evict();
        }
    }
}
