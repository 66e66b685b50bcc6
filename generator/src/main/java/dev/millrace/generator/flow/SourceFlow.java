package dev.millrace.generator.flow;

import dev.millrace.flow.batch.BatchController;
import dev.millrace.flow.batch.BatchSettings;
import dev.millrace.flow.breaker.Breaker;
import dev.millrace.flow.breaker.BreakerState;
import dev.millrace.flow.limit.LimitCaller;
import dev.millrace.flow.limit.NanoClock;
import dev.millrace.flow.limit.SharedLimit;
import dev.millrace.flow.shed.Pressure;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The flow control of one sending loop. Before it hands events over, the loop begins a {@link Batch}, for which there
 * must be room among the bytes in flight and the breaker's permission, and takes permits for its events; after that it
 * ends the batch. Nothing here blocks: who may not send is told how long to wait before asking again.
 *
 * <p>Belongs to the loop, but for {@link #obstacle} and {@link #figures}, which any thread may ask.
 */
public final class SourceFlow {
    private static final long ROOM_LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(500);
    private static final long BREAKER_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final @Nullable LimitCaller limit;
    private final @Nullable Breaker breaker;
    private final @Nullable BatchSettings batching;
    private final FlowPolicy policy;
    private final Shedding shedding;
    private final AcknowledgedLatency latency;
    private final NanoClock clock;
    private final EventSize size = new EventSize();
    private volatile DoubleSupplier buffer = SourceFlow::noBuffer;
    private volatile @Nullable BatchController inFlight;
    private volatile @Nullable String hanging;
    private @Nullable Batch batch;
    private long room = Long.MAX_VALUE;
    private long waitNanos;
    private boolean refused;
    private long unbroken;
    /** Since the last batch. */
    private long events;

    SourceFlow(
            @Nullable SharedLimit limit,
            @Nullable Breaker breaker,
            @Nullable BatchSettings batching,
            FlowPolicy policy,
            Shedding shedding,
            AcknowledgedLatency latency,
            NanoClock clock) {
        this.shedding = shedding;
        this.latency = latency;
        this.limit = limit == null ? null : limit.caller();
        this.breaker = breaker;
        this.batching = batching;
        this.policy = policy;
        this.clock = clock;
    }

    /** The flow of a source that nothing holds back but Kafka's client. */
    public static SourceFlow unbound() {
        return new SourceFlow(
                null,
                null,
                null,
                FlowPolicy.PLAIN,
                Shedding.never(),
                new AcknowledgedLatency(Clock.systemUTC()),
                System::nanoTime);
    }

    /** What it goes by. */
    public FlowPolicy policy() {
        return policy;
    }

    /** What the source leaves out when there is too much. */
    public Shedding shedding() {
        return shedding;
    }

    /** A channel is open; its producer tells how full its buffer is, from 0 to 1. */
    public void buffersIn(DoubleSupplier filling) {
        buffer = filling;
    }

    /** The channel is closed: its producer is let go, and all that it had room for. */
    public void channelClosed() {
        buffer = SourceFlow::noBuffer;
    }

    private static double noBuffer() {
        return 0;
    }

    /** How hard things press now, with so many events waiting. */
    public Pressure pressure(long waiting) {
        return shedding.pressure(waiting, buffer.getAsDouble());
    }

    /** Asks the breaker for a call that opens a channel, which {@link #callEnded} ends. */
    public boolean beginCall() {
        refused = breaker != null && !breaker.tryPermission();
        waitNanos = BREAKER_LOOK_NANOS;
        if (!refused) {
            batch = new Batch(breaker, null, clock, 0, latency);
        }
        return !refused;
    }

    /** A call came back. A channel that was opened begins with nothing in flight. */
    public void callEnded(Fault fault) {
        hanging = null;
        batch().end(fault);
        batch = null;
        inFlight = batching == null ? null : new BatchController(batching, clock.nanos());
    }

    /** Begins a batch, if it may be handed over now. */
    public boolean begin() {
        var bytes = inFlight;
        if (bytes != null) {
            room = Math.min(bytes.room(clock.nanos()), bytes.gather());
            if (room == 0) {
                refused = false;
                waitNanos = ROOM_LOOK_NANOS;
                return false;
            }
        }
        refused = breaker != null && !breaker.tryPermission();
        if (refused) {
            waitNanos = BREAKER_LOOK_NANOS;
            return false;
        }
        batch = new Batch(breaker, bytes, clock, policy.linger().toNanos(), latency);
        return true;
    }

    /** Whether it was the breaker that did not let the last batch begin. */
    public boolean refused() {
        return refused;
    }

    /** How many events the batch has room for, as far as their size is known; at least one. */
    public int fits(int most) {
        return size.eventsIn(room, most);
    }

    /**
     * Takes permits for events of the batch.
     *
     * @param wanted  how many could be sent now
     * @param waiting how many wait in all, those among them
     */
    public int permits(int wanted, long waiting) {
        int got = limit == null ? wanted : limit.tryAcquire(wanted, waiting);
        if (got == 0 && limit != null) {
            waitNanos = limit.nanosUntilNext();
        }
        events += got;
        return got;
    }

    /**
     * Whether one more event may be sent now, in this batch or one that is begun for it. For sources that come to know
     * their events one by one: how many wait is taken to be as many as came one after the other.
     */
    public boolean admitOne() {
        if (!hasBatch()) {
            return false;
        }
        if (permits(1, unbroken + 1) == 1) {
            unbroken++;
            return true;
        }
        end();
        return false;
    }

    /** Whether there is a batch with room for one more event, or one could be begun. */
    public boolean hasBatch() {
        var open = batch;
        if (open != null && open.bytes() >= room) {
            end();
            open = null;
        }
        return open != null || begin();
    }

    /** No event waits. */
    public void idle() {
        unbroken = 0;
    }

    /** How long to wait before asking again, for who was told no; nanoseconds. */
    public long nanosUntilNext() {
        return waitNanos;
    }

    /**
     * A record is about to be handed to the producer; the batch is told of its answer.
     *
     * @param dues when its events were due; none where it has no events, such as one of progress
     */
    public Batch handing(long bytes, Dues dues) {
        var open = batch();
        open.handed(bytes, dues);
        return open;
    }

    /** The batch is handed over; without one, nothing happens. */
    public void end() {
        var open = batch;
        if (open != null) {
            batch = null;
            measure(open);
            open.end();
        }
    }

    /** What was begun will not be finished, for this reason; where nothing is begun, nobody is told. */
    public void abandon(Fault fault) {
        var open = batch;
        if (open != null) {
            batch = null;
            open.end(fault);
        }
        hanging = null;
    }

    /** A commit came back. It needed no leave, for what it committed had it; the breaker is told what came of it. */
    public void commitEnded(Fault fault) {
        hanging = null;
        var open = batch();
        batch = null;
        measure(open);
        open.end(fault);
    }

    /** A call has taken longer than the {@linkplain FlowPolicy#patience() patience}, and is asked again. */
    public void hangs(String what) {
        hanging = what;
        if (breaker != null) {
            breaker.onFailure(policy.patience().toNanos());
        }
    }

    /** Why nothing can be sent now, if so, in words for a person. */
    public Optional<String> obstacle() {
        var what = hanging;
        if (what != null) {
            return Optional.of(what);
        }
        return breaker != null && breaker.state() == BreakerState.OPEN
                ? Optional.of("the breaker before Kafka is open: too many calls failed or were slow")
                : Optional.empty();
    }

    /** The most events a second that its limit allows all who share it; infinite where there is no limit. */
    public double mostPerSecond() {
        return limit == null ? Double.POSITIVE_INFINITY : limit.perSecond();
    }

    /** How it stands. */
    public FlowFigures figures() {
        var bytes = inFlight;
        return bytes == null ? FlowFigures.NONE : new FlowFigures(bytes.inFlight(), bytes.target(), bytes.gather());
    }

    private void measure(Batch open) {
        size.add(open.bytes(), events);
        events = 0;
    }

    /** The batch that is being handed over; what is handed over without one, such as at a commit, is one as well. */
    private Batch batch() {
        var open = batch;
        if (open == null) {
            var asked = breaker;
            var permitted = asked != null && asked.tryPermission() ? asked : null;
            open = new Batch(permitted, inFlight, clock, policy.linger().toNanos(), latency);
            batch = open;
        }
        return open;
    }
}
