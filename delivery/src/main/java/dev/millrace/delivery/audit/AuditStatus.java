package dev.millrace.delivery.audit;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * The audit trail at a moment.
 *
 * @param state           what it is at
 * @param copied          records this instance has copied since it started, events and unreadable ones
 * @param events          events in the trail by all instances since it was begun, as last seen by this one
 * @param unreadable      records in the trail that are no events, likewise
 * @param gaps            places where records were gone from Kafka before they could be copied, likewise. Above 0 the
 *                        trail is not complete; table {@code audit.gaps} says where
 * @param fenced          how often a batch of this instance was refused because another had already written it
 * @param lag             offsets not copied yet of the partitions this instance has, to the last stable offset
 */
public record AuditStatus(
        AuditState state,
        long copied,
        long events,
        long unreadable,
        long gaps,
        long fenced,
        Map<TopicPartition, Long> lag) {

    public AuditStatus {
        lag = Map.copyOf(lag);
    }

    /** Whether it is copying, and the trail has no gap. */
    public boolean healthy() {
        return state instanceof AuditState.Copying && gaps == 0;
    }

    /** Offsets not copied yet, of all partitions this instance has. */
    public long totalLag() {
        return lag.values().stream().mapToLong(Long::longValue).sum();
    }
}
