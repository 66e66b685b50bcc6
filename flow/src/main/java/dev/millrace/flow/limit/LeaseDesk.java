package dev.millrace.flow.limit;

import dev.millrace.flow.limit.Inquiry.Outcome.Answered;
import dev.millrace.flow.limit.SharedLimit.LimitName;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one instance knows of a shared limit, and what it asks next. One thread at a time may be at the desk, but
 * {@link #mayAsk} and {@link #status} are for all.
 */
final class LeaseDesk {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseDesk.class);

    /** From one knock at a log that was not to be reached to the next. */
    private static final long KNOCK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** An instance that needs nothing asks this often how the log is, as long as somebody wants to know. */
    private static final long HEARTBEAT_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Below this part of the limit permits are asked for before they are needed: what is left over is missed by none. */
    private static final double AMPLE = 0.8;

    private final LimitName name;
    private final LeaseTiming timing;
    private final ServerClock serverClock = new ServerClock();
    private final Rhythm rhythm;
    private final SpentLog known;
    private final SpentLog unreported;
    private final LeaseReturns returns = new LeaseReturns();
    private final Queue<Lease> upcoming = new ArrayDeque<>();

    private volatile long permits;
    private Credit credit;
    private LocalBucket bucket;
    private volatile @Nullable Inquiry asked;
    private volatile long askAt;
    private volatile LimitStatus published = new LimitStatus(LimiterMode.REDIS, 1, 0, 0, 0, 0, 0);
    private LimiterMode mode = LimiterMode.REDIS;
    private final Neighbours neighbours = new Neighbours();
    private final FirstContact firstContact = new FirstContact();
    private final FallbackNews news;
    private long periodMicros;
    private long level;
    private long used;
    private long failures;
    private long taken;
    private long forfeited;
    private boolean recovering;
    private long epoch = Lease.UNLOGGED;
    private long lastAskedAt;
    private long takenSinceAsked;
    private volatile @Nullable Lease lastRetired;

    LeaseDesk(LimitName name, LimitSettings settings, long now) {
        this.name = name;
        this.news = new FallbackNews(name);
        this.timing = LeaseTiming.of(settings.window());
        this.periodMicros = timing.periodMicros();
        this.permits = settings.permits();
        this.credit = new Credit(timing, permits, settings.burst().fraction(), now);
        this.rhythm = new Rhythm(timing);
        this.bucket = new LocalBucket(timing, permits);
        this.known = new SpentLog(settings.window().toNanos());
        this.unreported = new SpentLog(settings.window().toNanos());
        this.askAt = now;
        this.lastAskedAt = now;
    }

    /** Goes by another rate or burst; what was spent counts on. */
    void change(LimitSettings settings, long now) {
        permits = settings.permits();
        credit = new Credit(timing, permits, settings.burst().fraction(), now);
        bucket = new LocalBucket(timing, permits);
        if (mode == LimiterMode.LOCAL) {
            bucket.open(now, neighbours.most());
        }
    }

    /** The question that is under way, if there is one. */
    @Nullable
    Inquiry inquiry() {
        return asked;
    }

    /** Whether nothing is under way and it is time for a question. */
    boolean mayAsk(long now) {
        return asked == null && now - askAt >= 0;
    }

    /** Takes in an answer. */
    void answered(Inquiry inquiry, Answered answered) {
        asked = null;
        var reply = answered.reply();
        var at = answered.receivedAt();
        serverClock.learn(inquiry.sentAt(), at, reply.nowMicros() * 1_000);
        if (epoch != Lease.UNLOGGED && epoch != reply.epoch()) {
            LOG.warn("the log of a limit has begun anew, it is told what was spent limit={}", name.limit());
            unreported.addAll(known.drain(at), at);
            returns.forget();
            // It does not know the others yet; they will be there in a moment.
            neighbours.answeredByNewLog(reply.instances(), at);
        } else {
            neighbours.answered(reply.instances(), at);
            level = reply.level();
            periodMicros = timing.periodMicros(reply.instances());
            credit.adjust(level / 1e3, reply.used(), periodMicros);
            rhythm.adjust(periodMicros);
        }
        epoch = reply.epoch();
        used = reply.used();
        known.addAll(inquiry.request().spent(), inquiry.sentAt());
        if (mode == LimiterMode.LOCAL && !recovering) {
            recovering = true;
            askAt = at;
            return;
        }
        if (mode == LimiterMode.LOCAL) {
            mode = LimiterMode.REDIS;
            recovering = false;
        }
        news.reached(at, neighbours.now());
        grant(inquiry, reply, at);
    }

    private void grant(Inquiry inquiry, LeaseReply reply, long at) {
        long wanted = inquiry.request().want();
        credit.granted(wanted, reply.granted());
        if (reply.granted() == 0 && wanted > 0) {
            askAt = at + reply.waitMicros() * 1_000;
        }
        if (reply.granted() > 0) {
            long first = reply.nowMicros() + timing.leadMicros();
            long start = serverClock.certainlyReached(first * 1_000);
            long end = serverClock.certainlyNotPassed((first + timing.lifeMicros()) * 1_000);
            rhythm.granted(serverClock.certainlyReached((reply.nowMicros() + timing.countedMicros()) * 1_000));
            upcoming.add(new Lease(start, Math.max(start, end), reply.granted(), reply.epoch(), reply.lease()));
        }
    }

    /** Takes in that there is no answer, or none in time. */
    void failed(Inquiry inquiry, long now, String why) {
        asked = null;
        if (epoch == Lease.UNLOGGED && firstContact.isAwaited(now)) {
            askAt = firstContact.next(now);
            return;
        }
        failures++;
        unreported.addAll(inquiry.request().spent(), inquiry.sentAt());
        returns.addAgain(inquiry.request().returned());
        recovering = false;
        askAt = now + KNOCK_NANOS;
        if (mode == LimiterMode.REDIS) {
            mode = LimiterMode.LOCAL;
            bucket.open(now, neighbours.most());
        }
        news.failed(neighbours.most(), why);
    }

    /** The lease to take from now: the given one, if it is not over. */
    Lease turnTo(Lease current, long now) {
        var lease = current;
        boolean alone = mode == LimiterMode.LOCAL && !recovering;
        if (!alone && lease.epoch() == Lease.UNLOGGED) {
            // The log is being told what was spent: nothing may be spent that it is not told of.
            lease.close();
        }
        while (lease.isOver(now)) {
            retire(lease, now);
            var next = upcoming.poll();
            if (next != null) {
                lease = next;
            } else if (alone) {
                return bucket.lease(now, known.total(now) + unreported.total(now));
            } else {
                return lease;
            }
        }
        return lease;
    }

    private void retire(Lease lease, long now) {
        if (lease == lastRetired) {
            return;
        }
        lastRetired = lease;
        // A caller that was put to sleep with an old reading of the clock could take from it still.
        lease.close();
        var isLogged = lease.epoch() != Lease.UNLOGGED && lease.epoch() == epoch;
        (isLogged ? known : unreported).add(Math.min(now, lease.end()), lease.taken());
        if (lease.epoch() == Lease.UNLOGGED) {
            bucket.giveBack(lease.left());
        } else {
            forfeited += lease.left();
            credit.giveBack(isLogged ? returns.add(lease.returned()) : 0);
        }
        taken += lease.taken();
        takenSinceAsked += lease.taken();
    }

    /** What to ask now, if there is something and it is time. */
    @Nullable
    Inquiry nextInquiry(Lease current, long now, long backlog) {
        if (!mayAsk(now)) {
            return null;
        }
        var isFirst = epoch == Lease.UNLOGGED;
        firstContact.asked(now);
        if (isFirst || (mode == LimiterMode.LOCAL && !recovering)) {
            // Nothing is wanted yet: what an unreachable log answers later, or to nobody, should cost nobody a permit.
            return ask(now, LeaseRequest.NOTHING, permits, List.of());
        }
        long pipeline = current.isOver(now) ? 0 : current.left();
        for (var lease : upcoming) {
            pipeline += lease.left();
        }
        long need = Math.max(0, backlog - pipeline);
        if (used < AMPLE * permits && takenSinceAsked > 0) {
            need = Math.max(need, takenSinceAsked + takenSinceAsked / 4 + 1 - pipeline);
        }
        if (need == 0 && !recovering) {
            return now - lastAskedAt < HEARTBEAT_NANOS
                    ? null
                    : ask(now, LeaseRequest.NOTHING, 0, unreported.drain(now));
        }
        long can = credit.grown(now);
        if (can == 0 && !recovering) {
            askAt = now + credit.nanosUntilOne(now);
            return null;
        }
        double elapsed = Math.max((double) (now - lastAskedAt), periodMicros * 1e3);
        long demand = need > can
                ? permits
                : Math.min(permits, 1 + (long) (takenSinceAsked * timing.countedMicros() * 1e3 / elapsed));
        return ask(now, Math.min(need, can), demand, unreported.drain(now));
    }

    private Inquiry ask(long now, long want, long demand, List<SpentPermits> spent) {
        takenSinceAsked = 0;
        lastAskedAt = now;
        askAt = want == LeaseRequest.NOTHING ? now : rhythm.next(now);
        long active = Math.max(10 * periodMicros, 3 * credit.nanosUntilOne(now) / 1_000);
        var inquiry = new Inquiry(
                LeaseRequest.of(name, permits, timing, want, demand, active, false, spent, returns.drain()), now);
        asked = inquiry;
        return inquiry;
    }

    /** The request that says good-bye, and what was spent and not told yet. */
    LeaseRequest leave(Lease current, long now) {
        retire(current, now);
        return LeaseRequest.of(
                name, permits, timing, LeaseRequest.NOTHING, 0, 0, true, unreported.drain(now), returns.drain());
    }

    /** When there is something to do at the desk, whether or not a caller is refused. */
    long dueAt(Lease current, long now) {
        var waiting = asked;
        long due = Math.max(now + 1, lastAskedAt + HEARTBEAT_NANOS);
        if (waiting != null) {
            due = waiting.sentAt() + SharedLimit.PATIENCE_NANOS + 1;
        } else if (mode == LimiterMode.LOCAL || used < AMPLE * permits) {
            due = Math.max(askAt, now + 1);
        }
        if (!upcoming.isEmpty() || current != lastRetired) {
            due = Math.min(due, current.isOver(now) ? now : current.end());
        }
        return due;
    }

    /** When a caller that is refused now should look again, though the current lease has nothing. */
    long newsAt(Lease current, long now) {
        var waiting = asked;
        long news = waiting != null ? waiting.sentAt() + timing.leadMicros() * 1_000 : askAt;
        var next = upcoming.peek();
        if (next != null) {
            news = Math.min(news, next.freeAt(now));
        }
        // The bucket fills evenly: its next lease comes when the time of this one is over, used up or not.
        return mode == LimiterMode.LOCAL ? Math.min(news, current.end()) : news;
    }

    /** Shows to all how things stand now. */
    void publish() {
        var status = new LimitStatus(mode, neighbours.now(), taken, forfeited, used, level, failures);
        if (!status.equals(published)) {
            published = status;
        }
    }

    LimitStatus status(Lease current) {
        return published.with(current == lastRetired ? 0 : current.taken());
    }
}
