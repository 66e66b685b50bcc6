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
    /** Whether the breaker has refused since the last time that something could be sent. */
    private boolean broken;

    DueTurns(SendingOrder order, SourceChannel channel, Schedule schedule, Tempo tempo) {
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

    /** After a time when nothing could be sent, what was missed is made good at a bounded speed. */
    void resume(long active) {
        broken = false;
        tempo.resumed(flow.policy().resume().speed(), active);
    }

    /** Takes turns that are due and may be taken, up to a burst. */
    Look take(long active) throws ChannelLost {
        if (order.waiting(tempo.reached(active)) == 0) {
            tempo.well(active);
            return Look.NOTHING_DUE;
        }
        if (!flow.begin()) {
            broken |= flow.refused();
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
        int permits = permits(waiting);
        boolean taken = permits > 0 && order.send(permits, reached);
        tempo.well(active);
        return taken ? Look.TAKEN : Look.HELD;
    }

    /** Sends what is held back although it is not due, as far as it may be sent, up to a burst. */
    Look flush(long active) throws ChannelLost {
        if (!flow.begin()) {
            return Look.HELD;
        }
        int permits = permits(order.heldBack());
        order.flush(permits, active);
        return permits > 0 ? Look.TAKEN : Look.HELD;
    }

    private int permits(long waiting) {
        return flow.permits(flow.fits((int) Math.min(BURST, waiting)), waiting);
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
