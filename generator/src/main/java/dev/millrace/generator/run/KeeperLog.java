package dev.millrace.generator.run;

import dev.millrace.generator.channel.KafkaAccess;
import dev.millrace.generator.channel.ProducerFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the keeper of a program's runs writes to their log, a Kafka transaction each. All keepers of a program have one
 * transactional id, so that one who was held up, and does not know yet that another has taken over, is shut out: what it
 * writes is not there. Thread-safe.
 */
final class KeeperLog implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KeeperLog.class);
    /** Until then it is known which of the two the group of instances takes for the keeper. */
    private static final Duration SHUT_OUT = Duration.ofSeconds(15);

    private final String program;
    private final KafkaAccess kafka;
    private final ProducerFactory producers;
    private @Nullable Producer<byte[], byte[]> producer;
    private long shutOutAt;
    private boolean shutOut;

    KeeperLog(String program, KafkaAccess kafka, ProducerFactory producers) {
        this.program = program;
        this.kafka = kafka;
        this.producers = producers;
    }

    /**
     * Shuts out whoever wrote as the keeper before, unless that is done.
     *
     * @return false if it was itself shut out a moment ago
     * @throws KafkaException if Kafka does not answer
     */
    synchronized boolean take() {
        if (producer != null) {
            return true;
        }
        if (shutOut && System.nanoTime() - shutOutAt < SHUT_OUT.toNanos()) {
            return false;
        }
        var opened = producers.create(kafka.with(Map.of(
                "client.id",
                "millrace-keeper",
                "transactional.id",
                "millrace-keeper-" + program,
                "acks",
                "all",
                "transaction.timeout.ms",
                60_000,
                "delivery.timeout.ms",
                12_000,
                "request.timeout.ms",
                5_000,
                "max.block.ms",
                30_000)));
        try {
            opened.initTransactions();
        } catch (RuntimeException e) {
            opened.close(Duration.ZERO);
            throw e;
        }
        producer = opened;
        shutOut = false;
        return true;
    }

    /** Whether this instance has taken over, and does not know of another that has since. */
    synchronized boolean isTaken() {
        return producer != null;
    }

    /** Writes one fact, in the way of {@link #write(String, List)}. */
    long write(String run, ProducerRecord<byte[], byte[]> fact) {
        return write(run, List.of(fact));
    }

    /**
     * Writes facts, all or none; returns when Kafka has them.
     *
     * @param run   which run they are of
     * @param facts at least one
     * @return the offset of the first
     * @throws RunLogUnavailable if another has taken over, or Kafka did not take it in time
     */
    synchronized long write(String run, List<ProducerRecord<byte[], byte[]>> facts) {
        var open = producer;
        if (open == null) {
            throw new RunLogUnavailable("run " + run + " is not this instance's to write of");
        }
        try {
            open.beginTransaction();
            var sent = open.send(facts.getFirst());
            for (var fact : facts.subList(1, facts.size())) {
                // Whether it was taken is told by the commit.
                var _ = open.send(fact);
            }
            open.commitTransaction();
            return sent.get().offset();
        } catch (InterruptedException e) {
            drop();
            Thread.currentThread().interrupt();
            throw new RunLogUnavailable("interrupted while writing run " + run, e);
        } catch (ExecutionException | KafkaException | IllegalStateException e) {
            drop();
            if (isShutOut(e)) {
                shutOut = true;
                shutOutAt = System.nanoTime();
                log.warn("Another instance sees to the runs by now: program={}", program);
                throw new RunLogUnavailable("another instance sees to the runs of " + program + " by now", e);
            }
            throw new RunLogUnavailable("Kafka did not take run " + run + ": " + e.getMessage(), e);
        }
    }

    /** Leaves it to another. */
    synchronized void leave() {
        drop();
        shutOut = false;
    }

    @Override
    public synchronized void close() {
        drop();
    }

    private void drop() {
        var open = producer;
        producer = null;
        if (open != null) {
            // Nothing waits to be sent, and what is open is ended by who comes next.
            open.close(Duration.ZERO);
        }
    }

    private static boolean isShutOut(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
                return true;
            }
        }
        return false;
    }
}
