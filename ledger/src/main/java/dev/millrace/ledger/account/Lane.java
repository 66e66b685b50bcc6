package dev.millrace.ledger.account;

import dev.millrace.event.interval.IntervalSet;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The events of one source on one topic, as they arrive. Indices that were left out are settled in the same set as those
 * that arrived. Not thread-safe.
 */
final class Lane {
    private final String topic;
    private final IntervalSet settled;
    private long[] highest;
    private boolean replaced;
    private boolean own;
    private @Nullable LaneStatement statement;

    Lane(String topic) {
        this.topic = topic;
        this.settled = new IntervalSet();
        this.highest = new long[0];
    }

    Lane(LaneStatement known) {
        this.topic = known.topic();
        this.settled = known.settled().copy();
        this.highest = known.highest().stream().mapToLong(Long::longValue).toArray();
        this.replaced = known.replaced();
        this.statement = known;
    }

    String topic() {
        return topic;
    }

    /** Indices that are accounted for. Who adds to it changes the lane, and so must not rely on an earlier statement. */
    IntervalSet settled() {
        statement = null;
        return settled;
    }

    boolean hasSettled(long index) {
        return settled.contains(index);
    }

    /** Whether the topic is one of the source's own. */
    boolean isOwn() {
        return own;
    }

    void setOwn(boolean now) {
        own = now;
    }

    /** Notes that an index stands in a partition; false if a higher one stands before it there. */
    boolean rises(int partition, long index) {
        statement = null;
        if (partition >= highest.length) {
            int before = highest.length;
            highest = Arrays.copyOf(highest, partition + 1);
            Arrays.fill(highest, before, highest.length, -1);
        }
        if (index < highest[partition]) {
            return false;
        }
        highest[partition] = index;
        return true;
    }

    /** Forgets the order in a partition whose log was replaced; what was settled stays settled. */
    void startOver(int partition) {
        if (partition < highest.length) {
            highest[partition] = -1;
        }
        replaced = true;
        statement = null;
    }

    LaneStatement statement() {
        if (statement == null) {
            statement = new LaneStatement(
                    topic, settled.copy(), Arrays.stream(highest).boxed().toList(), replaced);
        }
        return statement;
    }
}
