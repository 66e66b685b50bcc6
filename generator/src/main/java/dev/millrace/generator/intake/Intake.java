package dev.millrace.generator.intake;

import dev.millrace.flow.shed.Verdict;
import dev.millrace.generator.flow.Shedding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
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
    private final Shedding shedding;
    private final BlockingQueue<Posting> queue;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong turnedAway = new AtomicLong();
    private volatile @Nullable IntakeUnavailable closed;
    /** Not known before the door is opened for the first time. */
    private volatile @Nullable RecordSize size;

    /** @param capacity most events that may wait */
    public Intake(int capacity) {
        this(capacity, capacity, Optional::empty, Shedding.never());
    }

    /**
     * @param capacity most events that may wait
     * @param largest  most events that may come at once
     * @param obstacle why nothing can be written now, if so; asked by whoever comes, so it answers at once
     * @param shedding decides who is turned away when there is too much, and counts them
     */
    public Intake(int capacity, int largest, Supplier<Optional<String>> obstacle, Shedding shedding) {
        this.shedding = shedding;
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
        // By what waits before them: where nothing does, whatever fits is let in.
        var pressure = shedding.atTheDoor((double) waiting.get() / capacity);
        if (flaw.isPresent()) {
            posting.refuse(new IntakeRefused(flaw.get()));
        } else if (refusal != null) {
            turnAway(posting, refusal);
        } else if (pressure.isShed()) {
            turnAway(posting, IntakeUnavailable.becauseOf(pressure));
        } else if (waiting.addAndGet(events.size()) > capacity || !queue.offer(posting)) {
            waiting.addAndGet(-events.size());
            turnAway(
                    posting,
                    new IntakeUnavailable(
                            IntakeUnavailable.Cause.QUEUE_FULL,
                            "more than " + capacity + " events are waiting to be written"));
        } else if (closed != null) {
            // Closed in between: whoever closed may have emptied the queue before this was in it.
            failWaiting(closed);
        }
        return posting.done();
    }

    /** Tells whoever waits for it that it was not stored, and counts what may be sent again. */
    void turnAway(Posting posting, IntakeUnavailable reason) {
        switch (reason.why()) {
            case KAFKA -> count(Verdict.OUTAGE, posting);
            case QUEUE_FULL -> count(Verdict.QUEUE, posting);
            case PRESSURE -> count(reason.pressure(), posting);
            case STOPPING, UNCERTAIN -> {
                // Nobody is left to say it to the ledger, or nobody knows.
            }
        }
        posting.fail(reason);
    }

    private void count(Verdict why, Posting posting) {
        shedding.count(why, posting.events().size());
        turnedAway.addAndGet(posting.events().size());
    }

    /** How many events were turned away so far. */
    public long turnedAway() {
        return turnedAway.get();
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
            turnAway(posting, reason);
        }
    }
}
