package dev.millrace.generator.loop;

import java.util.ArrayList;
import java.util.List;

/**
 * The machine's time for one sending loop, with the times in which the loop was held up: it was in a call that took its
 * time, such as a commit, or the machine did not let it run. Such a time lasts until the loop has caught up, which it
 * shows by sleeping. That it sleeps for as long as it asks for is its own doing, and held up by nothing.
 */
final class WatchedTime implements Pulse {
    private static final long NOTICED_NANOS = 1_000_000;

    private final List<Held> held = new ArrayList<>();
    private long latest = System.nanoTime();
    private long heldFrom;
    private boolean isHeld;

    private record Held(long from, long until) {}

    @Override
    public long nanoTime() {
        long now = System.nanoTime();
        notice(latest, now);
        latest = now;
        return now;
    }

    @Override
    public void sleep(StopSignal stop, long nanos) {
        long from = nanoTime();
        if (isHeld) {
            held.add(new Held(heldFrom, from));
            isHeld = false;
        }
        SYSTEM.sleep(stop, nanos);
        long now = System.nanoTime();
        notice(from + nanos, now);
        latest = now;
    }

    private void notice(long from, long until) {
        if (until - from > NOTICED_NANOS && !isHeld) {
            isHeld = true;
            heldFrom = from;
        }
    }

    /** Whether the loop was held up at a time; once it is over. */
    boolean heldUpAt(long time) {
        return (isHeld && time >= heldFrom)
                || held.stream().anyMatch(some -> time >= some.from() && time <= some.until());
    }
}
