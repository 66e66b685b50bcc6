package dev.millrace.processor.run;

import java.time.Duration;
import java.util.HashMap;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Deletes, from time to time, what a pipeline has read of its own repartition topics. */
final class RepartitionPurge implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RepartitionPurge.class);

    private final Broker broker;
    private final String group;
    private final Set<String> topics;
    private final ScheduledExecutorService scheduler;
    private boolean failing;

    /** Starts at once; does nothing where there are no such topics. */
    RepartitionPurge(Broker broker, String group, Set<String> topics, Duration every) {
        this.broker = broker;
        this.group = group;
        this.topics = topics;
        this.scheduler = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(group + "-purge").factory());
        if (!topics.isEmpty()) {
            var _ = scheduler.scheduleWithFixedDelay(
                    this::attempt, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void attempt() {
        try {
            purge();
            failing = false;
        } catch (RuntimeException e) {
            // What is thrown out of here would end the purging for good, without a word.
            if (scheduler.isShutdown()) {
                return;
            }
            LOG.atLevel(failing ? Level.DEBUG : Level.WARN)
                    .setCause(e)
                    .log("repartition topics are not purged application={}", group);
            failing = true;
        }
    }

    private void purge() {
        var read = new HashMap<TopicPartition, Long>();
        broker.committed(group).forEach((partition, offset) -> {
            if (topics.contains(partition.topic()) && offset > 0) {
                read.put(partition, offset);
            }
        });
        if (!read.isEmpty()) {
            broker.deleteBefore(read);
        }
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}
