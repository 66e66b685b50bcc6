package dev.millrace.delivery.audit;

import dev.millrace.delivery.audit.Trouble.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Has the positions of partitions found that have none, again and again until they all have one. When there is nothing
 * to find and nothing to write, it looks now and then all the same: whether the database is there, and what others have
 * copied. For the reading thread.
 */
final class Placing {
    private static final Duration IDLE_LOOK = Duration.ofSeconds(5);

    private final Partitions partitions;
    private final Lane lane;
    private final Figures figures;
    private final Condition condition;
    private final Backoff backoff;

    private @Nullable Future<Placement> underWay;
    private long sessionOf;
    private boolean isLook;
    private long next = System.nanoTime();
    private long nextLook = next;

    Placing(Partitions partitions, Lane lane, Figures figures, Condition condition, Backoff backoff) {
        this.partitions = partitions;
        this.lane = lane;
        this.figures = figures;
        this.condition = condition;
        this.backoff = backoff;
    }

    boolean isUnderWay() {
        return underWay != null;
    }

    /** Not before {@code wait} is over. */
    void delay(Duration wait) {
        next = System.nanoTime() + wait.toNanos();
    }

    /** Goes on with it, without waiting; gives the positions that were found since, from where to read on. */
    Map<TopicPartition, Position> goOn(long session) throws InterruptedException {
        if (underWay == null && isDue()) {
            sessionOf = session;
            isLook = partitions.doubted().isEmpty();
            underWay = lane.place(partitions.doubted());
            nextLook = System.nanoTime() + IDLE_LOOK.toNanos();
        }
        if (underWay == null || !underWay.isDone()) {
            return Map.of();
        }
        var placement = result(underWay);
        underWay = null;
        return switch (placement) {
            case Placement.Placed placed when sessionOf == session -> accept(placed);
            case Placement.Placed ofAnEarlierSession -> Map.of();
            case Placement.Unavailable unavailable -> {
                condition.trouble(unavailable.kind(), unavailable.reason(), unavailable.cause());
                delay(backoff.next());
                nextLook = next;
                yield Map.of();
            }
        };
    }

    private boolean isDue() {
        long now = System.nanoTime();
        return partitions.doubted().isEmpty() ? lane.isIdle() && now - nextLook >= 0 : now - next >= 0;
    }

    private Map<TopicPartition, Position> accept(Placement.Placed placed) {
        figures.totals(placed.totals());
        placed.positions().forEach((partition, position) -> {
            if (partitions.place(partition, position)) {
                figures.placed(partition, position.next());
            }
        });
        condition.over(Kind.DATABASE);
        if (isLook) {
            // Nothing is left that could not be written.
            condition.over(Kind.WRITING);
        }
        if (placed.problems().isEmpty()) {
            condition.over(Kind.PARTITIONS);
            backoff.reset();
        } else {
            condition.trouble(
                    Kind.PARTITIONS, placed.problems().values().iterator().next(), null);
            delay(backoff.next());
        }
        return placed.positions();
    }

    private static Placement result(Future<Placement> done) throws InterruptedException {
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("finding positions failed unexpectedly: " + e.getCause(), e.getCause());
        }
    }
}
