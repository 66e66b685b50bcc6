package dev.millrace.generator.loop;

import dev.millrace.generator.flow.SourceFlow;

/**
 * The records that may be sent in one go. A permit is taken when a record is about to be sent, and for nothing else: what is
 * left out takes none from those who share the limit. For one thread.
 */
final class Allowance {
    private final SourceFlow flow;
    private long waiting;
    private int room;

    /**
     * @param room    how many records there is room for
     * @param waiting how many wait to be sent, about: so many permits are asked for ahead
     */
    Allowance(SourceFlow flow, int room, long waiting) {
        this.flow = flow;
        this.room = room;
        this.waiting = waiting;
    }

    /** Takes leave for one record; without it, none may be sent now. */
    boolean takeOne() {
        return take(1) == 1;
    }

    /** Takes leave for up to so many records, all of which will be sent; for how many it is given. */
    int take(int most) {
        int wanted = Math.min(most, room);
        if (wanted == 0) {
            return 0;
        }
        int got = flow.permits(wanted, Math.max(wanted, waiting));
        waiting -= got;
        room = got < wanted ? 0 : room - got;
        return got;
    }
}
