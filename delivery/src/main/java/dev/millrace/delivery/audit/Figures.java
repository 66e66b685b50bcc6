package dev.millrace.delivery.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;

/** What the trail counts of itself. Thread-safe. */
final class Figures {
    private final AtomicLong copied = new AtomicLong();
    private final AtomicLong fenced = new AtomicLong();
    private final Map<TopicPartition, Long> committed = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Long> ends = new ConcurrentHashMap<>();
    private volatile Totals totals = Totals.NONE;

    void committed(Batch batch) {
        copied.addAndGet(batch.size());
        batch.slices().forEach((partition, slice) -> committed.computeIfPresent(partition, (p, before) -> slice.to()));
    }

    void fenced() {
        fenced.incrementAndGet();
    }

    /** Takes note of what the trail held at some moment. They only grow, and may come later than newer ones. */
    synchronized void totals(Totals then) {
        totals = totals.orMore(then);
    }

    void placed(TopicPartition partition, long next) {
        committed.put(partition, next);
    }

    void ends(Map<TopicPartition, Long> now) {
        ends.putAll(now);
    }

    /** Forgets the partitions that are not among the given ones. */
    void keep(Set<TopicPartition> partitions) {
        committed.keySet().retainAll(partitions);
        ends.keySet().retainAll(partitions);
    }

    AuditStatus status(AuditState state) {
        var lag = new HashMap<TopicPartition, Long>();
        committed.forEach((partition, next) -> {
            var end = ends.get(partition);
            if (end != null) {
                lag.put(partition, Math.max(0, end - next));
            }
        });
        var now = totals;
        return new AuditStatus(state, copied.get(), now.events(), now.unreadable(), now.gaps(), fenced.get(), lag);
    }
}
