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
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * Events with what is wrong with them on purpose: some are left out, some unreadable, some late, some sent twice.
 *
 * <p>What is held back has a turn of its own, and all turns are taken in their order, whatever the moment. So it is enough to
 * keep with the progress which turn was the last: what is held back then follows from the draws for the events of the time
 * before, and is found again. What decides whether an event is sent at all (shedding, limits) belongs into the sender, so
 * that it is asked when the event's turn has come.
 */
final class WithAnomalies implements SendingOrder {
    private final GeneratedSender sender;
    private final SourceChannel channel;
    private final Schedule schedule;
    private final Anomalies anomalies;
    private final SourceRenderer renderer;
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
            SourceRenderer renderer) {
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
        long first = shard.index(shard.places(Math.max(taken.below(), lowest())));
        for (long index = first; index < channel.next(); index += shard.of()) {
            long delay = anomalies.delayNanos(index);
            boolean copied = anomalies.duplicated(index);
            if (delay > 0 || copied) {
                long due = schedule.activeNanos(index) + delay;
                if (delay > 0) {
                    holdBackIfOpen(taken, Turn.of(due, index));
                }
                if (copied) {
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
    public boolean send(int most, long reached) throws ChannelLost {
        long due = schedule.countBy(reached);
        int turns = 0;
        for (int sent = 0; sent < most && turns < MOST_TURNS; turns++) {
            long index = channel.next();
            var turn = index < due ? Turn.of(schedule.activeNanos(index), index) : null;
            var held = heldBack.peek();
            if (held != null && held.nanos() <= reached && (turn == null || held.compareTo(turn) < 0)) {
                latest = heldBack.remove();
                send(held, held.nanos());
                sent++;
            } else if (turn != null) {
                latest = turn;
                sent += send(index, turn.nanos()) ? 1 : 0;
            } else {
                break;
            }
        }
        return turns > 0;
    }

    /** Takes the turn of the next event that is sent in order; whether a record went out. */
    private boolean send(long index, long dueNanos) throws ChannelLost {
        if (anomalies.dropped(index)) {
            channel.indices().omit(DeviationKind.DROPPED);
            return false;
        }
        var poison = anomalies.poison(index);
        if (poison != null) {
            sender.poison(index, schedule.wallMicros(dueNanos), schedule.timestamp(dueNanos), poison);
            return true;
        }
        long delay = anomalies.delayNanos(index);
        if (delay > 0) {
            channel.indices().delay();
            heldBack.add(Turn.of(dueNanos + delay, index));
        } else {
            sendNow(index, dueNanos, dueNanos);
        }
        if (anomalies.duplicated(index)) {
            heldBack.add(Turn.ofCopy(dueNanos + delay + anomalies.copyDelayNanos(index), index));
        }
        return delay <= 0;
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
    public void flush(int most, long activeNanos) throws ChannelLost {
        if (!heldBack.isEmpty()) {
            heldBack.stream().sorted(Comparator.comparingLong(Turn::entry)).forEach(flushing::add);
            heldBack.clear();
        }
        for (int sent = 0; sent < most && !flushing.isEmpty(); sent++) {
            var turn = flushing.remove();
            send(turn, Math.min(turn.nanos(), activeNanos));
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
