package dev.millrace.generator.run;

import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.progress.Progress;
import dev.millrace.event.progress.ProgressJson;
import dev.millrace.generator.channel.KafkaAccess;
import dev.millrace.generator.channel.UnreadableProgress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The runs of a program and how far their sources have come, as all instances write it down: read as it is written, and
 * written through here, so that what this instance wrote is known to it at once. Thread-safe, but for {@link #begin()},
 * {@link #readOn()}, {@link #poll} and {@link #close}, which belong to one thread at a time.
 */
final class RunFacts implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long READ_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final String program;
    private final KafkaAccess kafka;
    private final RunLog runLog;
    private final KeeperLog keeper;
    private final UnreadableProgress unreadable;
    private final RunFold fold;
    private final Map<String, Progress> progress = new HashMap<>();
    private @Nullable Consumer<byte[], byte[]> consumer;
    private long begun;
    private boolean allRead;

    /** @param unreadable told of progress that is passed over */
    RunFacts(String program, KafkaAccess kafka, RunLog runLog, UnreadableProgress unreadable) {
        this.unreadable = unreadable;
        this.program = program;
        this.kafka = kafka;
        this.runLog = runLog;
        this.keeper = runLog.keeper(program);
        this.fold = new RunFold(program);
    }

    /**
     * Reads all there is.
     *
     * @throws RunLogUnreadable  if a run cannot be read that may be this program's
     * @throws RunLogUnavailable if Kafka ceases to answer
     * @throws org.apache.kafka.common.KafkaException if it does not answer
     */
    void begin() {
        consumer = FactsConsumer.open(kafka);
        long end = readOn();
        synchronized (this) {
            begun = end;
            fold.requireReadable();
            allRead = true;
            forgetOld();
        }
    }

    /**
     * Reads all that was written by now.
     *
     * @return the offset of the next record of the run log
     * @throws RunLogUnavailable if Kafka ceases to answer
     * @throws org.apache.kafka.common.KafkaException if it does not answer
     */
    long readOn() {
        var opened = Objects.requireNonNull(consumer, "not begun");
        var ends = opened.endOffsets(opened.assignment());
        long since = System.nanoTime();
        while (ends.entrySet().stream().anyMatch(end -> opened.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() - since > READ_NANOS) {
                throw new RunLogUnavailable(
                        "topics " + Run.TOPIC + " and " + Progress.TOPIC + " could not be read to their ends");
            }
            poll(POLL);
        }
        return ends.getOrDefault(new TopicPartition(Run.TOPIC, 0), 0L);
    }

    /** Takes in what was written since; waits for it at most this long. */
    void poll(Duration most) {
        var records = Objects.requireNonNull(consumer, "not begun").poll(most);
        synchronized (this) {
            for (var record : records) {
                var key = new String(record.key(), StandardCharsets.UTF_8);
                if (record.topic().equals(Run.TOPIC)) {
                    fold.apply(
                            key,
                            record.value(),
                            record.offset(),
                            LogTime.of(record).orElse(null));
                } else {
                    reached(key, record);
                }
            }
            forgetOld();
        }
    }

    /** Not before all is read: what is read first of a run need not have been written first. */
    private void forgetOld() {
        if (allRead) {
            var old = fold.forgetOld();
            if (!old.isEmpty()) {
                progress.values().removeIf(reached -> old.contains(reached.run()));
            }
        }
    }

    /** All runs, in the order they were first written. */
    synchronized List<Run> runs() {
        return fold.runs().stream().map(RunFold.Known::run).toList();
    }

    /** A run, if there is one of that id. */
    synchronized Optional<Run> run(String id) {
        return fold.run(id).map(RunFold.Known::run);
    }

    /** Whether a run was written since this instance began to read. */
    synchronized boolean isFresh(String id) {
        return fold.run(id).filter(known -> known.offset() >= begun).isPresent();
    }

    /** The last committed progress under a {@linkplain Progress#key key}. */
    synchronized Optional<Progress> progress(String key) {
        return Optional.ofNullable(progress.get(key));
    }

    /**
     * Writes a run.
     *
     * @throws RunLogUnavailable if Kafka does not take it; it may be there all the same
     */
    void write(Run run) {
        long offset = runLog.write(run);
        synchronized (this) {
            fold.apply(run, offset);
        }
    }

    /**
     * Takes over as the keeper of the runs, or leaves that to another.
     *
     * @param keeps whether this instance is the keeper, as far as the group of instances told it
     * @return whether it may write as such
     * @throws org.apache.kafka.common.KafkaException if Kafka does not answer
     */
    boolean keep(boolean keeps) {
        if (keeps) {
            return keeper.take();
        }
        keeper.leave();
        return false;
    }

    /**
     * Writes a run as the keeper.
     *
     * @throws RunLogUnavailable if another is by now, or Kafka does not take it; it may be there all the same
     */
    void writeAsKeeper(Run run) {
        long offset = keeper.write(run.id(), RunLog.record(run.id(), run));
        synchronized (this) {
            fold.apply(run, offset);
        }
    }

    /** Writes as the keeper what was found of changes of rates, in the way of {@link #writeAsKeeper}; some at a time. */
    void writeVerdicts() {
        Map<String, ProducerRecord<byte[], byte[]>> verdicts;
        synchronized (this) {
            verdicts = fold.verdicts().records();
        }
        if (!verdicts.isEmpty()) {
            keeper.write(verdicts.keySet().iterator().next(), List.copyOf(verdicts.values()));
            synchronized (this) {
                verdicts.keySet().forEach(fold.verdicts()::done);
            }
        }
    }

    /** Whether this instance is the keeper, as far as it knows. */
    boolean keeps() {
        return keeper.isTaken();
    }

    /**
     * Writes as the keeper that a run is over and nothing more of it will be committed, in the way of {@link
     * #writeAsKeeper}; what is over stays so.
     */
    void endAsKeeper(Run run, RunState state) {
        var end = new RunEnd(program, run.id(), state, true);
        keeper.write(run.id(), RunLog.record(RunFold.keyOfEnd(run.id()), end));
        synchronized (this) {
            fold.apply(end);
        }
    }

    /**
     * Writes that a run is over; what is over stays so. One that was stopped may still have something to commit.
     *
     * @throws RunLogUnavailable if Kafka does not take it
     */
    void end(Run run, RunState state) {
        var end = new RunEnd(program, run.id(), state, state == RunState.ENDED);
        runLog.write(end);
        synchronized (this) {
            fold.apply(end);
        }
    }

    /** Says that nothing more of a run that is over will be committed; without waiting for Kafka to have it. */
    void settle(Run run, RunState state) {
        var end = new RunEnd(program, run.id(), state, true);
        runLog.tell(end);
        synchronized (this) {
            fold.apply(end);
        }
    }

    /** Whether a run is over and nothing more of it will be committed, as somebody has written. */
    synchronized boolean isSettled(String run) {
        return fold.isSettled(run);
    }

    /** Whether nothing more of a shard of a run that was stopped will be committed, as somebody has written. */
    synchronized boolean hasLeft(String run, RunShard shard) {
        return fold.isSettled(run) || fold.left(run).contains(shard);
    }

    /** Says that nothing more of shards of a run that was stopped will be sent; without waiting for Kafka to have it. */
    void leave(Run run, String instance, Collection<RunShard> shards) {
        RunLeft said;
        synchronized (this) {
            // Only the last that an instance said is kept.
            var all = new HashSet<>(fold.left(run.id()));
            all.addAll(shards);
            said = new RunLeft(program, run.id(), instance, List.copyOf(all));
            fold.apply(said);
        }
        runLog.tell(said);
    }

    /**
     * Writes that rates change.
     *
     * @param by until when Kafka must have it, or it holds for nobody
     * @return those that hold
     * @throws RunLogUnavailable if Kafka does not take one; it may be there, and hold, all the same
     */
    List<RateChange> change(Run run, List<RateChange> changes, Instant by) {
        var holding = runLog.write(changes.stream()
                .map(change -> new RunRate(program, run.id(), change, by))
                .toList());
        synchronized (this) {
            holding.forEach(fold::apply);
        }
        return holding.stream().map(RunRate::change).toList();
    }

    @Override
    public void close() {
        keeper.close();
        if (consumer != null) {
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(3)));
        }
    }

    private void reached(String key, ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            progress.remove(key);
            return;
        }
        try {
            // Partitions are read side by side: what is read later need not have been written later.
            progress.merge(
                    key, ProgressJson.read(record.value()), (known, read) -> read.isBehind(known) ? known : read);
            unreadable.readable(key);
        } catch (UnreadableEvent e) {
            unreadable.found(
                    key, record.topic() + " partition " + record.partition() + " offset " + record.offset(), e);
        }
    }
}
