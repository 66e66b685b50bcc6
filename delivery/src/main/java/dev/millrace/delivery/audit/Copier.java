package dev.millrace.delivery.audit;

import dev.millrace.delivery.audit.Trouble.Kind;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what was polled into batches, sends them to be written, and draws the consequences of what comes back. Knows no
 * consumer. For the reading thread.
 *
 * <p>Reading goes in sessions. When anything but success comes back, the session ends: all that was read and not
 * written is forgotten, the positions are read from the database again, and Kafka is read again from there.
 */
final class Copier {
    private static final Logger LOG = LoggerFactory.getLogger(Copier.class);
    /** A batch under way for longer is worth a warning. */
    private static final Duration LONG = Duration.ofSeconds(5);

    private final Partitions partitions = new Partitions();
    private final Backlog backlog = new Backlog();
    private final Assembly assembly;
    private final BatchRows rows;
    private final Lane lane;
    private final Figures figures;
    private final Condition condition;
    private final Duration tooLong;
    private final Backoff backoff;
    private final Placing placing;

    private long session;
    /** The record whose schema could not be had, if there is one. */
    private Batch.@Nullable Place schemaless;

    Copier(
            Assembly assembly,
            BatchRows rows,
            Lane lane,
            Figures figures,
            Condition condition,
            RetrySettings retry,
            Supplier<Backoff> backoffs) {
        this.assembly = assembly;
        this.rows = rows;
        this.lane = lane;
        this.figures = figures;
        this.condition = condition;
        // A batch is several questions; each has its own time-out, unless the server stops taking what it is sent.
        this.tooLong = retry.answer().multipliedBy(4);
        this.backoff = backoffs.get();
        this.placing = new Placing(partitions, lane, figures, condition, backoffs.get());
    }

    Partitions partitions() {
        return partitions;
    }

    /** Whether more can be taken from Kafka. */
    boolean hasRoom() {
        return backlog.isEmpty() && lane.hasRoom();
    }

    /** How long Kafka may be waited for before there is something else to do. */
    Duration patience() {
        if (!hasRoom() || placing.isUnderWay()) {
            return Duration.ofMillis(10);
        }
        var due = lane.isIdle() ? assembly.untilDue() : Duration.ofMillis(20);
        return due.compareTo(Duration.ofMillis(100)) < 0 ? due : Duration.ofMillis(100);
    }

    void take(ConsumerRecords<byte[], byte[]> polled) {
        backlog.add(polled);
        drain();
    }

    /** Moves polled records into batches as far as there is room, and sends batches that are full or due. */
    void drain() {
        while (lane.hasRoom() && !backlog.isEmpty()) {
            var chunk = backlog.first();
            if (assembly.isFull()) {
                send();
            } else if (chunk != null && append(chunk)) {
                backlog.removeFirst();
            }
        }
        if (lane.hasRoom() && assembly.isFull()) {
            send();
        }
        if (lane.isIdle() && !assembly.isEmpty() && assembly.untilDue().isZero()) {
            send();
        }
    }

    /** Sends the open batch, due or not. */
    void send() {
        var batch = assembly.close();
        if (batch != null) {
            lane.send(batch);
        }
    }

    /** Deals with batches that are done, waiting for the first of them for up to {@code patience}. */
    void collect(Duration patience) throws InterruptedException {
        for (var written = lane.next(patience); written != null; written = lane.next(Duration.ZERO)) {
            handle(written.batch(), written.outcome());
            assembly.recycle(written.batch());
        }
        var busy = lane.busyFor();
        if (busy.compareTo(LONG) > 0) {
            condition.trouble(
                    Kind.WRITING, "PostgreSQL has been busy with one batch for " + busy.toSeconds() + " s", null);
            if (busy.compareTo(tooLong) > 0) {
                lane.cut();
            }
        }
    }

    /** Waits until no batch is under way; false if that takes longer than {@code patience}. */
    boolean settle(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!lane.isIdle() && end - System.nanoTime() > 0) {
            collect(Duration.ofNanos(end - System.nanoTime()));
        }
        return lane.isIdle();
    }

    /** Hands the given partitions over: what was read of them is written, if that does not take long. */
    void release(Collection<TopicPartition> given, Duration patience) throws InterruptedException {
        backlog.remove(given);
        send();
        if (!settle(patience)) {
            // What is under way may still be written, before or after another instance takes over: the fence sees to
            // it.
            rewind(Duration.ZERO);
        }
        partitions.remove(given);
        figures.keep(partitions.all());
    }

    /** Forgets what was read and not written, and reads the positions again after {@code wait}. */
    void rewind(Duration wait) {
        lane.endSession(session);
        session++;
        assembly.discard();
        backlog.clear();
        partitions.doubtAll();
        placing.delay(wait);
    }

    /** Looks for the positions of partitions that have none; gives those that were found, from where to read on. */
    Map<TopicPartition, Position> place() throws InterruptedException {
        return placing.goOn(session);
    }

    private boolean append(Backlog.Chunk chunk) {
        var partition = chunk.partition();
        var position = partitions.position(partition).orElse(null);
        if (position == null) {
            return true;
        }
        while (chunk.hasNext() && !assembly.isFull()) {
            var record = chunk.next();
            if (record.offset() < position.next()) {
                throw new IllegalStateException("Kafka gave offset " + record.offset() + " of " + partition + " after "
                        + position.next() + " was reached");
            }
            try {
                assembly.add(record, position, session);
            } catch (SchemasAway e) {
                schemaless = new Batch.Place(partition, record.offset());
                condition.trouble(Kind.SCHEMAS, e.reason(), e);
                rewind(backoff.next());
                return false;
            }
            readAgain(partition, record.offset());
        }
        assembly.reach(partition, position, chunk.reached(), chunk.reachedEpoch(), session);
        partitions.move(
                partition,
                new Position(position.topicId(), position.incarnation(), chunk.reached(), chunk.reachedEpoch()));
        return !chunk.hasNext();
    }

    /** Notes that the record which could not be read for want of its schema now was. */
    private void readAgain(TopicPartition partition, long offset) {
        var waiting = schemaless;
        if (waiting != null && waiting.partition().equals(partition) && waiting.offset() <= offset) {
            schemaless = null;
            condition.over(Kind.SCHEMAS);
        }
    }

    private void handle(Batch batch, Outcome outcome) {
        switch (outcome) {
            case Outcome.Committed committed -> {
                figures.committed(batch);
                figures.totals(committed.totals());
                assembly.committed(batch);
                rows.committed();
                backoff.reset();
                condition.over(Kind.DATABASE);
                condition.over(Kind.WRITING);
            }
            case Outcome.Superseded superseded -> {}
            case Outcome.Fenced fenced -> {
                figures.fenced();
                LOG.atInfo()
                        .addKeyValue("topic", fenced.partition().topic())
                        .addKeyValue("partition", fenced.partition().partition())
                        .log("another instance has moved the partition on; this one reads on from there");
                endSessionOf(batch, backoff.next());
            }
            case Outcome.Refused refused -> {
                refused(batch, refused.reason());
                endSessionOf(batch, Duration.ZERO);
            }
            case Outcome.TopicChanged changed -> {
                LOG.atWarn()
                        .addKeyValue("topic", changed.topic())
                        .log("topic was deleted or made again while it was read");
                endSessionOf(batch, backoff.next());
            }
            case Outcome.Unavailable unavailable -> {
                condition.trouble(unavailable.kind(), unavailable.reason(), unavailable.cause());
                rows.unavailable();
                endSessionOf(batch, backoff.next());
            }
            case Outcome.Broken broken -> throw new AuditBroken(broken.reason(), broken.cause());
        }
    }

    private void refused(Batch batch, String reason) {
        var only = batch.first();
        if (only.isEmpty()) {
            throw new AuditBroken("PostgreSQL does not take the new offsets: " + reason, null);
        } else if (batch.records() > 1) {
            rows.refused(batch.records());
        } else if (assembly.refuse(only.get(), reason)) {
            LOG.atWarn()
                    .addKeyValue("topic", only.get().partition().topic())
                    .addKeyValue("partition", only.get().partition().partition())
                    .addKeyValue("offset", only.get().offset())
                    .addKeyValue("reason", reason)
                    .log("PostgreSQL does not take the record as an event; it is kept in audit.unreadable");
        } else {
            throw new AuditBroken(
                    "a record can be stored neither in audit.events nor in audit.unreadable: " + only.get() + ", "
                            + reason,
                    null);
        }
    }

    private void endSessionOf(Batch batch, Duration wait) {
        if (batch.session() == session) {
            rewind(wait);
        }
    }
}
