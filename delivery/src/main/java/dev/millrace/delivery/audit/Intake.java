package dev.millrace.delivery.audit;

import dev.millrace.delivery.audit.Trouble.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Reads Kafka: polls without a break, whatever the database does, so that the instance keeps its place in the group, and
 * holds partitions back while there is no room for what they would bring.
 */
final class Intake implements ConsumerRebalanceListener {
    /** How long partitions that are taken away wait for what was read of them to be written. */
    private static final Duration HANDOVER = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final Copier copier;
    private final TopicLook look;
    private final Condition condition;
    private final Backoff backoff;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile long closeBy = Long.MAX_VALUE;
    private boolean joined;

    Intake(Consumer<byte[], byte[]> consumer, Copier copier, TopicLook look, Condition condition, Backoff backoff) {
        this.consumer = consumer;
        this.copier = copier;
        this.look = look;
        this.condition = condition;
        this.backoff = backoff;
    }

    /** Copies until {@link #close} is called, then finishes what was begun. */
    void run(Collection<String> topics) throws InterruptedException {
        consumer.subscribe(topics, this);
        while (!isClosing()) {
            copier.collect(Duration.ZERO);
            seek(copier.place());
            if (look.changed(copier.partitions())) {
                copier.rewind(Duration.ZERO);
            }
            holdBack();
            poll();
            copier.drain();
            if (joined && copier.partitions().doubted().isEmpty()) {
                condition.started();
            }
        }
        copier.send();
        copier.settle(untilClose());
    }

    /** Asks the running thread to end within {@code patience}; returns at once. */
    void close(Duration patience) {
        closeBy = System.nanoTime() + patience.toNanos();
        closing.countDown();
        consumer.wakeup();
    }

    boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** Waits, unless {@link #close} is called. */
    void pause(Duration duration) throws InterruptedException {
        closing.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Leaves the group. */
    void leave() {
        var patience = isClosing() ? untilClose().plusSeconds(1) : Duration.ofSeconds(5);
        consumer.close(CloseOptions.timeout(patience));
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        joined = true;
        copier.partitions().add(partitions);
        consumer.pause(partitions);
        // A place of some kind keeps the consumer from asking the group for one; it is not read from there.
        partitions.forEach(partition -> consumer.seek(partition, 0));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        try {
            copier.release(partitions, isClosing() ? untilClose() : HANDOVER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        // Others may have them already: what was read of them is not worth writing.
        copier.rewind(Duration.ZERO);
        copier.partitions().remove(partitions);
    }

    private void poll() throws InterruptedException {
        ConsumerRecords<byte[], byte[]> polled;
        try {
            polled = consumer.poll(copier.patience());
            condition.over(Kind.READING);
        } catch (WakeupException e) {
            return;
        } catch (InterruptException e) {
            throw interrupted(e);
        } catch (LogTruncationException e) {
            doubt(e.offsetOutOfRangePartitions().keySet(), e.divergentOffsets());
            return;
        } catch (OffsetOutOfRangeException e) {
            doubt(e.offsetOutOfRangePartitions().keySet(), Map.of());
            return;
        } catch (FencedInstanceIdException | UnsupportedVersionException e) {
            throw new AuditBroken("Kafka refuses this consumer for good: " + e.getMessage(), e);
        } catch (KafkaException e) {
            if (e.getCause() instanceof RuntimeException ours && !(ours instanceof KafkaException)) {
                // Thrown by one of the methods below that the consumer calls.
                throw ours;
            }
            condition.trouble(Kind.READING, TopicWatch.words(e), e);
            pause(backoff.next());
            return;
        }
        if (!polled.nextOffsets().isEmpty()) {
            backoff.reset();
            copier.take(polled);
        }
    }

    private void doubt(Collection<TopicPartition> partitions, Map<TopicPartition, OffsetAndMetadata> divergent) {
        copier.rewind(Duration.ZERO);
        for (var partition : partitions) {
            var cutAt = Optional.ofNullable(divergent.get(partition));
            copier.partitions()
                    .doubt(
                            partition,
                            new Doubt(
                                    true,
                                    cutAt.map(at -> OptionalLong.of(at.offset()))
                                            .orElseGet(OptionalLong::empty)));
        }
    }

    private void seek(Map<TopicPartition, Position> placed) {
        placed.forEach((partition, position) -> {
            if (copier.partitions().isRead(partition)) {
                var epoch = position.leaderEpoch();
                consumer.seek(
                        partition,
                        new OffsetAndMetadata(
                                position.next(),
                                epoch.isPresent() ? Optional.of(epoch.getAsInt()) : Optional.empty(),
                                ""));
            }
        });
    }

    private void holdBack() {
        var room = copier.hasRoom();
        var hold = new ArrayList<TopicPartition>();
        var free = new ArrayList<TopicPartition>();
        for (var partition : consumer.assignment()) {
            (room && copier.partitions().isRead(partition) ? free : hold).add(partition);
        }
        consumer.pause(hold);
        consumer.resume(free);
    }

    private static InterruptedException interrupted(InterruptException e) {
        var interrupted = new InterruptedException("interrupted while reading Kafka");
        interrupted.initCause(e);
        return interrupted;
    }

    private Duration untilClose() {
        return Duration.ofNanos(Math.max(0, closeBy - System.nanoTime()));
    }
}
