package dev.millrace.generator.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The door of one source that takes events in. What comes through it waits in a bounded queue until the
 * source's loop has committed it; when that cannot be, the sender is told at once. Thread-safe.
 */
public final class Intake {
    private final int capacity;
    private final int largest;
    private final Supplier<Optional<String>> obstacle;
    private final BlockingQueue<Posting> queue;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile @Nullable IntakeUnavailable closed;
    /** Not known before the door is opened for the first time. */
    private volatile @Nullable RecordSize size;

    /** @param capacity most events that may wait */
    public Intake(int capacity) {
        this(capacity, capacity, Optional::empty);
    }

    /**
     * @param capacity most events that may wait
     * @param largest  most events that may come at once
     * @param obstacle why nothing can be written now, if so; asked by whoever comes, so it answers at once
     */
    public Intake(int capacity, int largest, Supplier<Optional<String>> obstacle) {
        this.capacity = capacity;
        this.largest = Math.min(capacity, largest);
        this.obstacle = obstacle;
        this.queue = new ArrayBlockingQueue<>(capacity);
    }

    /**
     * Hands over events, which stay together and in order.
     *
     * @return completes when they are committed; fails with {@link IntakeUnavailable} when they are not and will
     *     not be, and with {@link IntakeRefused} when they never can be
     */
    public CompletionStage<IntakeReceipt> take(List<PostedEvent> events) {
        var posting = new Posting(List.copyOf(events), new CompletableFuture<>());
        var refusal = refusal();
        var flaw = flaw(events);
        if (flaw.isPresent()) {
            posting.refuse(new IntakeRefused(flaw.get()));
        } else if (refusal != null) {
            posting.fail(refusal);
        } else if (waiting.addAndGet(events.size()) > capacity || !queue.offer(posting)) {
            waiting.addAndGet(-events.size());
            posting.fail(new IntakeUnavailable(
                    IntakeUnavailable.Cause.QUEUE_FULL, "more than " + capacity + " events are waiting to be written"));
        } else if (closed != null) {
            // Closed in between: whoever closed may have emptied the queue before this was in it.
            failWaiting(closed);
        }
        return posting.done();
    }

    private @Nullable IntakeUnavailable refusal() {
        var known = closed;
        return known != null
                ? known
                : obstacle.get().map(IntakeUnavailable::becauseOfKafka).orElse(null);
    }

    /** Events waiting. */
    public int depth() {
        return waiting.get();
    }

    /**
     * Opens the door: postings wait for {@link #next}.
     *
     * @param records what fits onto the topic
     */
    void open(RecordSize records) {
        size = records;
        closed = null;
    }

    /** Closes the door: what waits and what comes fails with this reason until it is opened again. */
    void close(IntakeUnavailable reason) {
        closed = reason;
        failWaiting(reason);
    }

    /** Postings to write next: waits for the first as long as given, then takes what is there, up to about {@code most} events. */
    List<Posting> next(int most, long waitMillis) throws InterruptedException {
        var batch = new ArrayList<Posting>();
        var first = queue.poll(waitMillis, TimeUnit.MILLISECONDS);
        int events = 0;
        for (var posting = first; posting != null; posting = events < most ? queue.poll() : null) {
            batch.add(posting);
            events += posting.events().size();
            waiting.addAndGet(-posting.events().size());
        }
        return batch;
    }

    private Optional<IntakeRefused.Why> flaw(List<PostedEvent> events) {
        if (events.size() > largest) {
            return Optional.of(new IntakeRefused.Why.TooMany(events.size(), largest));
        }
        var known = size;
        return known == null ? Optional.empty() : known.tooLarge(events);
    }

    private void failWaiting(@Nullable IntakeUnavailable reason) {
        if (reason == null) {
            return;
        }
        for (var posting = queue.poll(); posting != null; posting = queue.poll()) {
            waiting.addAndGet(-posting.events().size());
            posting.fail(reason);
        }
    }
}
