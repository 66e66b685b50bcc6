package dev.millrace.generator.loop;

import dev.millrace.generator.channel.ChannelLost;
import dev.millrace.generator.channel.SourceChannel;
import dev.millrace.generator.flow.SourceFlow;

/** The turns of one channel whose time has come, taken as far as flow control lets them be taken now. For one thread. */
final class DueTurns {
    /** Records between two looks at the clock. */
    private static final int BURST = 256;

    private final SendingOrder order;
    private final SourceChannel channel;
    private final SourceFlow flow;
    private final Schedule schedule;
    private final Tempo tempo;
    private final Admission admission;
    /** Whether what was due before the run began is still being sent: that much waits, but not because there is too much. */
    private boolean backfilling;
    /** Whether the breaker has refused since the last time that something could be sent. */
    private boolean broken;

    /**
     * @param tempo     how far catching up has come; outlives the channel
     * @param admission what is left out; outlives the channel
     */
    DueTurns(SendingOrder order, SourceChannel channel, Schedule schedule, Tempo tempo, Admission admission) {
        this.admission = admission;
        this.backfilling = schedule.activeNanos(channel.next()) < 0;
        this.order = order;
        this.channel = channel;
        this.flow = channel.flow();
        this.schedule = schedule;
        this.tempo = tempo;
    }

    /** What came of a look at what is due. */
    enum Look {
        /** Turns were taken; there may be more. */
        TAKEN,
        /** Something is due, but may not be sent now. */
        HELD,
        /** Nothing is due. */
        NOTHING_DUE
    }

    /** Sending goes on after a time when nothing could be sent, on another channel or on this one. */
    void resume(long active) {
        broken = false;
        admission.makeGood(flow.policy().resume(), tempo, active);
    }

    /** Takes turns that are due and may be taken, up to a burst. */
    Look take(long active) throws ChannelLost {
        if (order.waiting(tempo.reached(active)) == 0) {
            tempo.well(active);
            backfilling = false;
            return Look.NOTHING_DUE;
        }
        boolean open = flow.begin();
        if (!open && (broken || flow.refused())) {
            broken = true;
            return Look.HELD;
        }
        if (broken) {
            resume(active);
        }
        long reached = tempo.reached(active);
        long waiting = order.waiting(reached);
        if (waiting == 0) {
            return Look.NOTHING_DUE;
        }
        admission.look(flow, backfilling ? 0 : order.waiting(active));
        boolean taken = send(open, waiting, reached);
        if (taken || open) {
            tempo.well(active);
        }
        return taken ? Look.TAKEN : Look.HELD;
    }

    private boolean send(boolean open, long waiting, long reached) throws ChannelLost {
        if (!open) {
            // What is left out needs no room.
            return admission.isActive() && order.send(allowance(0, 0), reached);
        }
        long atOnce = admission.passing(Math.min(waiting, SendingOrder.MOST_TURNS));
        return order.send(allowance(atOnce, admission.passing(waiting)), reached);
    }

    /** Sends what is held back although it is not due, as far as it may be sent, up to a burst. */
    Look flush(long active) throws ChannelLost {
        if (!flow.begin()) {
            return Look.HELD;
        }
        long held = order.heldBack();
        order.flush(allowance(held, held), active);
        return order.heldBack() < held ? Look.TAKEN : Look.HELD;
    }

    private Allowance allowance(long atOnce, long waiting) {
        return new Allowance(flow, atOnce == 0 ? 0 : flow.fits((int) Math.min(BURST, atOnce)), waiting);
    }

    /** How long to wait before looking again, nanoseconds. */
    long nanosUntilNext(Look look, long active) {
        if (look == Look.HELD) {
            return flow.nanosUntilNext();
        }
        long next = Math.min(schedule.activeNanos(channel.next()), order.nextHeldBack());
        return tempo.nanosUntil(next, active);
    }
}
