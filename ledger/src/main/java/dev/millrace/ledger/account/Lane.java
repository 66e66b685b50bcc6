package dev.millrace.ledger.account;

import dev.millrace.ledger.interval.IntervalSet;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The events of one source on one topic, as they arrive. Not thread-safe. */
final class Lane {
    private final String topic;
    private final IntervalSet delivered;
    private long[] highest;
    private boolean replaced;
    private @Nullable LaneStatement statement;

    Lane(String topic) {
        this.topic = topic;
        this.delivered = new IntervalSet();
        this.highest = new long[0];
    }

    Lane(LaneStatement known) {
        this.topic = known.topic();
        this.delivered = known.delivered().copy();
        this.highest = known.highest().stream().mapToLong(Long::longValue).toArray();
        this.replaced = known.replaced();
        this.statement = known;
    }

    String topic() {
        return topic;
    }

    IntervalSet delivered() {
        return delivered;
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

    /** Forgets the order in a partition whose log was replaced; what was delivered stays delivered. */
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
                    topic, delivered.copy(), Arrays.stream(highest).boxed().toList(), replaced);
        }
        return statement;
    }
}
