package dev.millrace.generator.loop;

import dev.millrace.flow.retry.CatchUp;
import dev.millrace.generator.workload.DueTimes;
import java.util.OptionalLong;

/**
 * Up to which due time a source may send: to the present, but after an outage only as far as catching up has come. Times
 * are active time of the run, nanoseconds. For one loop.
 */
final class Tempo {
    private static final long NEVER_WELL = Long.MAX_VALUE;

    private CatchUp catchUp = CatchUp.none();
    private long well = NEVER_WELL;

    /** All is well at this time: what was due before is sent, or late for reasons of its own. */
    void well(long active) {
        well = catchUp.reached(active);
    }

    /**
     * Sending goes on after it was not possible.
     *
     * @param speed how many times as fast as it fell due the source may send what it missed
     */
    void resumed(double speed, long active) {
        if (well != NEVER_WELL) {
            catchUp = new CatchUp(speed, well, active);
        }
    }

    /** Since when nothing could be sent, if ever something could. */
    OptionalLong outage(long active) {
        return well == NEVER_WELL || well >= active ? OptionalLong.empty() : OptionalLong.of(well);
    }

    /** Up to which due time events may be sent now. */
    long reached(long active) {
        return catchUp.reached(active);
    }

    /** How long to wait for an event; nothing or less if it may be sent. */
    long nanosUntil(long due, long active) {
        long reached = catchUp.reached(active);
        if (due == DueTimes.NEVER || due <= reached) {
            return due == DueTimes.NEVER ? DueTimes.NEVER : 0;
        }
        return reached == active ? due - active : Math.max(1, (long) ((due - reached) / catchUp.speed()));
    }
}
