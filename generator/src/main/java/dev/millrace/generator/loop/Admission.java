package dev.millrace.generator.loop;

import dev.millrace.event.progress.DeviationKind;
import dev.millrace.flow.retry.ResumeSettings;
import dev.millrace.flow.shed.Pressure;
import dev.millrace.generator.flow.SourceFlow;
import dev.millrace.generator.random.Draw;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Whether an event whose turn has come is sent at all: not if that was in an outage which is not made up for, and not if
 * there is too much and it is among those that go first. Which go first is drawn by index, so that at the same pressure they
 * are always the same. Outlives the channel: what was left out and not committed is left out again. For one loop.
 */
final class Admission {
    /** Outages that are remembered: what is not committed when so many more have passed was not left out in vain. */
    private static final int MOST_OUTAGES = 16;

    private final long seed;
    private final Deque<Outage> outages = new ArrayDeque<>();
    private Pressure pressure = Pressure.NONE;
    private double share;
    private boolean skipping;

    /** Active time in which nothing could be sent. */
    private record Outage(long after, long until) {
        boolean covers(long nanos) {
            return nanos > after && nanos <= until;
        }
    }

    Admission(String source) {
        this.seed = Draw.seed(0, source + " shedding");
    }

    /**
     * An outage is over, or another channel goes on: what was missed is sent at a bounded speed from now on, or left out, and
     * what was left out and not committed comes again.
     */
    void makeGood(ResumeSettings policy, Tempo tempo, long active) {
        switch (policy.onResume()) {
            case CATCH_UP -> tempo.resumed(policy.speed(), active);
            case SKIP -> {
                tempo.outage(active).ifPresent(after -> remember(new Outage(after, active)));
                skipping = !outages.isEmpty();
            }
        }
    }

    private void remember(Outage outage) {
        if (outages.size() == MOST_OUTAGES) {
            outages.removeFirst();
        }
        outages.addLast(outage);
    }

    /** Whether there may be events to come that are left out because of an outage. */
    boolean isSkipping() {
        return skipping;
    }

    /** Takes note of how hard things press now, with so many events waiting. */
    void look(SourceFlow flow, long waiting) {
        pressure = flow.shedding().isOn() ? flow.pressure(waiting) : Pressure.NONE;
        share = pressure.share(flow.shedding().priority());
    }

    /** Whether any event may be left out now. */
    boolean isActive() {
        return share > 0 || skipping;
    }

    /** How many of so many events that wait will be sent, about; at least one. */
    long passing(long waiting) {
        return Math.max(1, (long) (waiting * (1 - share)));
    }

    /** What an event is left out as, whose turn is at this active time; null if it is sent. The same until the next look. */
    @Nullable
    DeviationKind verdict(long index, long turnNanos) {
        if (skipping) {
            if (outages.stream().anyMatch(outage -> outage.covers(turnNanos))) {
                return DeviationKind.SKIPPED;
            }
            // Turns are taken in order.
            skipping = turnNanos <= outages.getLast().until();
        }
        return share > 0 && Draw.unit(seed, index) < share ? DeviationKind.SHED : null;
    }

    /** An event was left out. */
    void count(SourceFlow flow, DeviationKind kind) {
        if (kind == DeviationKind.SHED) {
            flow.shedding().count(pressure.reason(), 1);
        }
    }
}
