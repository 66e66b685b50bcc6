package dev.millrace.generator.loop;

import dev.millrace.event.progress.DeviationKind;
import dev.millrace.generator.anomaly.Anomalies;
import dev.millrace.generator.channel.ChannelLost;
import dev.millrace.generator.channel.SourceChannel;
import dev.millrace.generator.encode.GeneratedSender;
import dev.millrace.generator.render.SourceRenderer;
import dev.millrace.generator.workload.DueTimes;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Events with what is wrong with them on purpose: some are left out, some unreadable, some late, some sent twice.
 *
 * <p>What is held back has a turn of its own, and all turns are taken in their order, whatever the moment. So it is enough to
 * keep with the progress which turn was the last: what is held back then follows from the draws for the events of the time
 * before, and is found again. Whether an event is sent at all is decided when its turn has come. One that is left out has no
 * copy; of what was left out before this channel was opened nothing is known but that there was some, and then copies of what
 * was sent before are not sent either: nobody was promised any.
 */
final class WithAnomalies implements SendingOrder {
    private final GeneratedSender sender;
    private final SourceChannel channel;
    private final Schedule schedule;
    private final Anomalies anomalies;
    private final SourceRenderer renderer;
    private final Admission admission;
    /** Events that were left out, whose copies are still held back. */
    private final Set<Long> withoutCopy = new HashSet<>();

    private final PriorityQueue<Turn> heldBack = new PriorityQueue<>();
    private final Queue<Turn> flushing = new ArrayDeque<>();
    private Turn latest;
    private long flushedBelow;

    /** Goes on where the channel stands. */
    WithAnomalies(
            GeneratedSender sender,
            SourceChannel channel,
            Schedule schedule,
            Anomalies anomalies,
            SourceRenderer renderer,
            Admission admission) {
        this.admission = admission;
        this.sender = sender;
        this.channel = channel;
        this.schedule = schedule;
        this.anomalies = anomalies;
        this.renderer = renderer;
        var taken = TurnsTaken.of(channel.position());
        this.latest = taken.upTo();
        this.flushedBelow = taken.below();
        findHeldBack(taken);
    }

    private void findHeldBack(TurnsTaken taken) {
        if (!anomalies.holdsBack()) {
            return;
        }
        var shard = channel.key().shard();
        boolean complete = !channel.indices().hasLeftOut();
        long first = shard.index(shard.places(Math.max(taken.below(), lowest())));
        for (long index = first; index < channel.next(); index += shard.of()) {
            long delay = anomalies.delayNanos(index);
            boolean copied = anomalies.duplicated(index);
            if (delay > 0 || copied) {
                long due = schedule.activeNanos(index) + delay;
                var own = Turn.of(due, index);
                boolean toCome = delay > 0 && taken.isOpen(own);
                if (toCome) {
                    heldBack.add(own);
                }
                if (copied && (complete || toCome)) {
                    holdBackIfOpen(taken, Turn.ofCopy(due + anomalies.copyDelayNanos(index), index));
                }
            }
        }
        channel.indices().holdsBackFrom(lowest());
    }

    private void holdBackIfOpen(TurnsTaken taken, Turn turn) {
        if (taken.isOpen(turn)) {
            heldBack.add(turn);
        }
    }

    /** Of the events below this index, nothing is held back. */
    private long lowest() {
        return latest.equals(Turn.NONE) ? 0 : schedule.countBefore(latest.nanos() - anomalies.longestDelayNanos());
    }

    @Override
    public long waiting(long reached) {
        return schedule.waiting(channel, reached) + (nextHeldBack() <= reached ? 1 : 0);
    }

    @Override
    public boolean send(Allowance allowance, long reached) throws ChannelLost {
        long due = schedule.countBy(reached);
        int turns = 0;
        for (; turns < MOST_TURNS; turns++) {
            long index = channel.next();
            var own = index < due ? Turn.of(schedule.activeNanos(index), index) : null;
            var held = heldBack.peek();
            boolean first = held != null && held.nanos() <= reached && (own == null || held.compareTo(own) < 0);
            var turn = first ? held : own;
            if (turn == null || !(first ? takeHeldBack(turn, allowance) : takeInOrder(turn, allowance))) {
                break;
            }
            latest = turn;
        }
        return turns > 0;
    }

    /** Takes a turn that was held back, unless it needs a record that may not be sent now. */
    private boolean takeHeldBack(Turn turn, Allowance allowance) throws ChannelLost {
        var leftOut = admission.verdict(turn.index(), turn.nanos());
        if (leftOut != null || isWithoutCopy(turn)) {
            heldBack.remove();
            leaveOut(turn, leftOut);
            return true;
        }
        if (!allowance.takeOne()) {
            return false;
        }
        heldBack.remove();
        send(turn, turn.nanos());
        return true;
    }

    private boolean isWithoutCopy(Turn turn) {
        return turn.isCopy() && withoutCopy.contains(turn.index());
    }

    /** Of a copy nothing is said. */
    private void leaveOut(Turn turn, @Nullable DeviationKind as) {
        if (turn.isCopy()) {
            withoutCopy.remove(turn.index());
        } else if (as != null) {
            channel.indices().release(turn.index());
            channel.indices().omit(as);
            admission.count(channel.flow(), as);
            if (anomalies.duplicated(turn.index())) {
                withoutCopy.add(turn.index());
            }
        }
    }

    /** Takes the turn of the next event, unless it needs a record that may not be sent now. */
    private boolean takeInOrder(Turn turn, Allowance allowance) throws ChannelLost {
        long index = turn.index();
        if (anomalies.dropped(index)) {
            channel.indices().omit(DeviationKind.DROPPED);
            return true;
        }
        long delay = anomalies.delayNanos(index);
        if (delay > 0) {
            channel.indices().delay();
            heldBack.add(Turn.of(turn.nanos() + delay, index));
            holdBackCopy(turn, delay);
            return true;
        }
        var leftOut = admission.verdict(index, turn.nanos());
        if (leftOut != null) {
            channel.indices().omit(leftOut);
            admission.count(channel.flow(), leftOut);
            return true;
        }
        if (!allowance.takeOne()) {
            return false;
        }
        sendInOrder(turn);
        holdBackCopy(turn, 0);
        return true;
    }

    private void sendInOrder(Turn turn) throws ChannelLost {
        var poison = anomalies.poison(turn.index());
        if (poison == null) {
            sendNow(turn.index(), turn.nanos(), turn.nanos());
        } else {
            sender.poison(turn.index(), schedule.wallMicros(turn.nanos()), schedule.timestamp(turn.nanos()), poison);
        }
    }

    private void holdBackCopy(Turn turn, long delay) {
        long index = turn.index();
        if (anomalies.duplicated(index)) {
            heldBack.add(Turn.ofCopy(turn.nanos() + delay + anomalies.copyDelayNanos(index), index));
        }
    }

    @Override
    public long nextHeldBack() {
        return heldBack.isEmpty() ? DueTimes.NEVER : heldBack.peek().nanos();
    }

    @Override
    public long heldBack() {
        return heldBack.size() + (long) flushing.size();
    }

    /** In the order of indices, so that one number tells how far it has come. */
    @Override
    public void flush(Allowance allowance, long activeNanos) throws ChannelLost {
        if (!heldBack.isEmpty()) {
            heldBack.stream().sorted(Comparator.comparingLong(Turn::entry)).forEach(flushing::add);
            heldBack.clear();
        }
        while (!flushing.isEmpty()) {
            var turn = flushing.peek();
            if (isWithoutCopy(turn)) {
                leaveOut(turn, null);
            } else if (allowance.takeOne()) {
                send(turn, Math.min(turn.nanos(), activeNanos));
            } else {
                break;
            }
            flushing.remove();
            // Both turns of an event are taken, or its index does not count.
            var next = flushing.peek();
            if (next == null || next.index() > turn.index()) {
                flushedBelow = turn.index() + 1;
            }
        }
        if (flushing.isEmpty()) {
            flushedBelow = channel.next();
        }
    }

    private void send(Turn turn, long sentNanos) throws ChannelLost {
        long index = turn.index();
        if (turn.isCopy()) {
            channel.indices().repeat(index);
        } else {
            channel.indices().release(index);
        }
        sendNow(index, schedule.activeNanos(index), sentNanos);
    }

    private void sendNow(long index, long dueNanos, long sentNanos) throws ChannelLost {
        long due = schedule.wallMicros(dueNanos);
        long time = due;
        if (anomalies.skews()) {
            time += anomalies.skewMicros(anomalies.skewsByKey() ? renderer.keyBits(index, due) : 0, dueNanos);
        }
        long shift = schedule.wallMicros(sentNanos) - time;
        sender.send(index, due, schedule.timestamp(sentNanos), time, shift);
    }

    @Override
    public Map<String, String> position() {
        channel.indices().holdsBackFrom(lowest());
        return anomalies.holdsBack() ? new TurnsTaken(latest, flushedBelow).position() : Map.of();
    }
}
