package dev.millrace.processor.run;

/**
 * How far a pipeline is behind on a partition of a topic it reads.
 *
 * @param topic     the topic
 * @param partition the partition
 * @param committed the offset it goes on from
 * @param end       the offset it can go to: behind the last committed record
 */
public record PartitionLag(String topic, int partition, long committed, long end) {
    /** Offsets yet to come; some of them may be marks of transactions rather than records. */
    public long lag() {
        return Math.max(0, end - committed);
    }
}
