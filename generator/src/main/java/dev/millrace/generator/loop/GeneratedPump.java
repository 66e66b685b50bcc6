package dev.millrace.generator.loop;

import dev.millrace.generator.channel.ChannelLost;
import dev.millrace.generator.channel.SourceChannel;

/** Sends a source's turns through one channel when they are due, and commits them every so often. For one thread. */
final class GeneratedPump {
    private static final long LONGEST_SLEEP_NANOS = 50_000_000;

    private final SourceChannel channel;
    private final SendingOrder order;
    private final Schedule schedule;
    private final DueTurns turns;
    private final Pulse pulse;
    private final CommitRhythm rhythm;
    private long transactionStart;

    GeneratedPump(
            SourceChannel channel,
            SendingOrder order,
            Schedule schedule,
            DueTurns turns,
            Pulse pulse,
            long commitNanos) {
        this.channel = channel;
        this.order = order;
        this.schedule = schedule;
        this.turns = turns;
        this.pulse = pulse;
        this.rhythm = new CommitRhythm(commitNanos);
    }

    /** Goes on until the end is asked for, or nothing more will come. */
    void run(StopSignal stop) throws ChannelLost {
        turns.resume(active());
        transactionStart = pulse.nanoTime();
        while (!stop.stopped() && !over()) {
            afterwards(turns.take(active()), stop);
        }
        if (!stop.handsOver()) {
            flush();
        }
        if (channel.uncommitted() || over()) {
            channel.commit(order.position(), over());
        }
    }

    /** Sends what is held back on purpose. Without leave from the breaker it stays where it is, for the next run. */
    private void flush() throws ChannelLost {
        var unasked = new StopSignal();
        while (order.heldBack() > 0 && !unasked.stopped()) {
            var look = turns.flush(active());
            if (look == DueTurns.Look.HELD && channel.flow().refused()) {
                return;
            }
            afterwards(look, unasked);
        }
    }

    private void afterwards(DueTurns.Look look, StopSignal stop) throws ChannelLost {
        long now = pulse.nanoTime();
        channel.flushDue(now);
        channel.flow().end();
        if (channel.uncommitted() && now - transactionStart >= rhythm.nanos()) {
            channel.commit(order.position(), over());
            long committed = pulse.nanoTime();
            rhythm.committed(committed - now, schedule.activeAt(committed) - schedule.activeNanos(channel.next()));
            now = committed;
        }
        if (look != DueTurns.Look.TAKEN) {
            long untilCommit = channel.uncommitted() ? transactionStart + rhythm.nanos() - now : LONGEST_SLEEP_NANOS;
            long untilNext = turns.nanosUntilNext(look, schedule.activeAt(now));
            long untilFlush = channel.nanosUntilFlush(now);
            long wait = Math.min(Math.min(untilNext, untilCommit), untilFlush);
            pulse.sleep(stop, Math.clamp(wait, 0, LONGEST_SLEEP_NANOS));
        }
        if (!channel.uncommitted()) {
            transactionStart = pulse.nanoTime();
        }
    }

    private boolean over() {
        return channel.next() >= schedule.events() && order.heldBack() == 0;
    }

    private long active() {
        return schedule.activeAt(pulse.nanoTime());
    }
}
