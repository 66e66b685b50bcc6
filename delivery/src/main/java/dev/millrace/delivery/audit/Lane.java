package dev.millrace.delivery.audit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that talks to PostgreSQL, so that the reading thread never waits for it and keeps its place in the
 * consumer group. Work is done in the order it comes in. All methods are for the reading thread.
 */
final class Lane implements AutoCloseable {
    /** One batch is written while the next one waits, so that the database is never idle while there is work. */
    private static final int ROOM = 2;

    private final BatchWriter writer;
    private final Placer placer;
    private final ExecutorService thread;
    private final Deque<Sent> sent = new ArrayDeque<>();
    private final AtomicLong endedSession = new AtomicLong(-1);

    private long firstSince;

    private record Sent(Batch batch, Future<Outcome> outcome) {}

    /** A batch and what came of it. */
    record Written(Batch batch, Outcome outcome) {}

    Lane(BatchWriter writer, Placer placer) {
        this.writer = writer;
        this.placer = placer;
        this.thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("millrace-audit-writer").daemon().factory());
    }

    /** Whether one more batch may be sent. */
    boolean hasRoom() {
        return sent.size() < ROOM;
    }

    /** Whether no batch is under way. */
    boolean isIdle() {
        return sent.isEmpty();
    }

    /** How long the batch that is being written has been; zero if there is none. */
    Duration busyFor() {
        return sent.isEmpty() ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - firstSince);
    }

    void send(Batch batch) {
        if (sent.isEmpty()) {
            firstSince = System.nanoTime();
        }
        sent.add(new Sent(batch, thread.submit(() -> write(batch))));
    }

    /** Ends a session: what is still waiting of it is not written. */
    void endSession(long session) {
        endedSession.accumulateAndGet(session, Math::max);
    }

    Future<Placement> place(Map<TopicPartition, Doubt> partitions) {
        return thread.submit(() -> placer.place(partitions));
    }

    /** Any other work with the database. */
    Future<?> run(Runnable work) {
        return thread.submit(work);
    }

    /** Cuts off the batch that is being written; it counts as failed then. */
    void cut() {
        writer.cut();
    }

    /** The next batch that is done, in the order they were sent; null if it takes longer than {@code patience}. */
    @Nullable
    Written next(Duration patience) throws InterruptedException {
        var first = sent.peek();
        if (first == null) {
            return null;
        }
        try {
            var outcome = first.outcome().get(patience.toNanos(), TimeUnit.NANOSECONDS);
            sent.remove();
            firstSince = System.nanoTime();
            return new Written(first.batch(), outcome);
        } catch (TimeoutException e) {
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException("writing a batch failed unexpectedly: " + e.getCause(), e.getCause());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private Outcome write(Batch batch) throws InterruptedException {
        if (batch.session() <= endedSession.get()) {
            return new Outcome.Superseded();
        }
        var outcome = writer.write(batch);
        if (!(outcome instanceof Outcome.Committed)) {
            endSession(batch.session());
        }
        return outcome;
    }
}
