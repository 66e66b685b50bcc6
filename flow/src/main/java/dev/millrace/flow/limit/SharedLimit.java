package dev.millrace.flow.limit;

import dev.millrace.flow.limit.Inquiry.Outcome.Answered;
import dev.millrace.flow.limit.Inquiry.Outcome.Failed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A rate limit that all instances of its name share: in no window do they together take more permits than it has.
 *
 * <p>Permits come as leases: about every 10 ms this instance asks the log for its fair share of the next few
 * milliseconds, one lease ahead, and callers take from it without asking anyone. What is not taken in a lease's time is
 * given back. Where the log cannot be reached within 50 ms, a local bucket decides, with less than the last known share,
 * until the log is back and has been told what was spent; {@link #status} shows which.
 *
 * <p>Nothing here blocks, and nothing but the callers' own threads drives it: whoever calls does what is due, one at a
 * time. Safe for use by several threads. {@code tryAcquire} takes no lock and allocates nothing, but for the call that
 * asks for the next lease.
 */
public final class SharedLimit implements AutoCloseable {
    /** Later answers count as none. */
    static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** The longest a caller is told to wait before it asks again. */
    private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final long SHORTEST_WAIT_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    private final NanoClock clock;
    private final LeaseServer server;
    private final LeaseDesk desk;
    private volatile LimitSettings settings;
    /** What the desk goes by; whose turn it is may touch it. */
    private LimitSettings settingsAtDesk;

    private final AtomicBoolean turn = new AtomicBoolean();
    // What was refused since the last question; asked for next.
    private final Backlog backlog = new Backlog();

    private volatile Lease current;
    private volatile long dueAt;
    private volatile long newsAt;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Begins without permits; the first are asked for when the first caller comes.
     *
     * @param name     what all instances know the limit by
     * @param settings the same for all instances
     * @param instance tells this instance from all others; letters, digits, '.', '_' and '-'
     * @param server   where the log is
     * @param clock    in nanoseconds, as {@code System::nanoTime}
     */
    public SharedLimit(String name, LimitSettings settings, String instance, LeaseServer server, NanoClock clock) {
        if (!instance.matches("[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException(
                    "instance: must be of letters, digits, '.', '_' and '-', was \"" + instance + "\"");
        }
        this.clock = clock;
        this.server = server;
        long now = clock.nanos();
        this.settings = settings;
        this.settingsAtDesk = settings;
        this.desk = new LeaseDesk(new LimitName(name, instance), settings, now);
        this.current = Lease.none(now);
        this.dueAt = now;
        this.newsAt = now;
    }

    /** A caller that says how much it has waiting. */
    public LimitCaller caller() {
        return new LimitCaller(this, backlog.new Part());
    }

    /**
     * Takes permits to send now, as many as there are, up to the wanted number, for a caller that could use any number.
     * Returns at once.
     *
     * @param wanted how many could be sent now, at least 1
     * @return how many may be sent, from 0
     */
    public int tryAcquire(int wanted) {
        int got = take(wanted);
        if (got < wanted) {
            backlog.boundless();
            askIfDue();
        }
        return got;
    }

    int take(int wanted) {
        long now = clock.nanos();
        if (now - dueAt >= 0) {
            act(now);
        }
        return current.take(wanted, now);
    }

    void askIfDue() {
        long now = clock.nanos();
        if (desk.mayAsk(now)) {
            act(now);
        }
    }

    /**
     * How long a caller that got less than it wanted should wait before it asks again, in nanoseconds: from 0 to 50 ms.
     * An estimate, and no promise.
     */
    public long nanosUntilNext() {
        long now = clock.nanos();
        long next = current.nanosUntilFree(now);
        if (next == 0) {
            return 0;
        }
        long wait = Math.min(next, newsAt - now);
        return Math.clamp(wait, SHORTEST_WAIT_NANOS, LONGEST_WAIT_NANOS);
    }

    /** The permits there are a second for all who share it. */
    public double perSecond() {
        return settings.rate().perSecond();
    }

    /**
     * Goes by another rate or burst from now on. What was spent counts as before: a window that the change falls in has no
     * more than the greater of the two limits. While instances go by different ones, the greatest holds. Returns at once.
     *
     * @throws IllegalArgumentException if the window is another: the log is kept by it
     */
    public void change(LimitSettings to) {
        if (!to.window().equals(settings.window())) {
            throw new IllegalArgumentException("window: cannot be changed while the limit is in use");
        }
        settings = to;
        dueAt = clock.nanos();
    }

    /** How it stands. Whoever looks, say once a second, learns that the log is gone though nobody takes permits. */
    public LimitStatus status() {
        long now = clock.nanos();
        if (now - dueAt >= 0) {
            act(now);
        }
        return desk.status(current);
    }

    /**
     * Takes leave, so that the others have this instance's share at once. No permits after that. Returns at once; if the
     * log cannot be told, the others notice by themselves a little later.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        // A turn is short and waits for nothing. This one is never given back: nobody asks for a lease after the leave.
        while (!turn.compareAndSet(false, true)) {
            Thread.onSpinWait();
        }
        long now = clock.nanos();
        var last = current;
        current = Lease.none(now);
        // Nothing hangs on the answer: who is not heard of is taken as gone.
        new Inquiry(desk.leave(last, now), now).send(server, clock, () -> {});
        desk.publish();
    }

    /** Does what is due, unless another thread is at it. */
    private void act(long now) {
        if (!turn.compareAndSet(false, true)) {
            return;
        }
        try {
            var wished = settings;
            if (!wished.equals(settingsAtDesk)) {
                settingsAtDesk = wished;
                desk.change(wished, now);
            }
            var inquiry = desk.inquiry();
            if (inquiry != null) {
                switch (inquiry.outcome()) {
                    case Answered answered -> desk.answered(inquiry, answered);
                    case Failed failed ->
                        desk.failed(inquiry, now, failed.cause().toString());
                    case null -> {
                        if (now - inquiry.sentAt() > PATIENCE_NANOS) {
                            desk.failed(inquiry, now, "no answer within 50 ms");
                        }
                    }
                }
            }
            current = desk.turnTo(current, now);
            var next = desk.nextInquiry(current, now, backlog.sum());
            if (next != null) {
                backlog.beginAnew();
                next.send(server, clock, () -> dueAt = clock.nanos());
            }
            dueAt = desk.dueAt(current, now);
            newsAt = desk.newsAt(current, now);
            desk.publish();
            var open = desk.inquiry();
            if (open != null && open.outcome() != null) {
                // The answer came before dueAt was set above, which forgot it.
                dueAt = now;
            }
        } finally {
            turn.set(false);
        }
    }

    /** The name of a limit and of one who shares it. */
    record LimitName(String limit, String instance) {}
}
