package dev.millrace.generator.render;

import dev.millrace.event.json.JsonBuffer;
import dev.millrace.event.record.KeyPartition;
import dev.millrace.generator.field.FieldWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a source's events go: which topic, which partition. Not thread-safe. */
final class Routes {
    /** The partition follows from the key, or is Kafka's to choose. */
    static final int UNDECIDED = -1;

    private static final int LONGEST_NUMBER = 18;

    private final List<String> topics;
    private final byte[][] names;
    private final @Nullable FieldWriter topic;
    private final @Nullable FieldWriter partition;
    private final boolean expression;
    private final JsonBuffer scratch = new JsonBuffer(64);
    private int latest;

    /**
     * @param topics     all topics there may be
     * @param topic      writes an event's; null where there is only one
     * @param partition  writes what decides the partition; null where it is the key
     * @param expression whether that is a number of a partition, where it is a number
     */
    Routes(List<String> topics, @Nullable FieldWriter topic, @Nullable FieldWriter partition, boolean expression) {
        this.topics = List.copyOf(topics);
        this.names = topics.stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        this.topic = topic;
        this.partition = partition;
        this.expression = expression;
    }

    String topic(long index, long dueMicros) {
        if (topic == null) {
            return topics.getFirst();
        }
        scratch.clear();
        topic.text(index, dueMicros, scratch);
        if (!isLatest()) {
            latest = 0;
            while (!isLatest()) {
                if (++latest == names.length) {
                    latest = 0;
                    throw new IllegalStateException("topic " + scratch + " was not foreseen, only " + topics);
                }
            }
        }
        return topics.get(latest);
    }

    private boolean isLatest() {
        return Arrays.equals(scratch.unsafeBytes(), 0, scratch.size(), names[latest], 0, names[latest].length);
    }

    /** Whether the file says the partition. */
    boolean routed() {
        return partition != null;
    }

    /** The partition of so many; {@link #UNDECIDED} where the file does not say. */
    int partition(long index, long dueMicros, int partitions) {
        if (partition == null) {
            return UNDECIDED;
        }
        scratch.clear();
        partition.text(index, dueMicros, scratch);
        if (expression && isWhole()) {
            return (int) Math.floorMod(Long.parseLong(scratch.toString()), (long) partitions);
        }
        return KeyPartition.of(scratch.unsafeBytes(), 0, scratch.size(), partitions);
    }

    private boolean isWhole() {
        int first = scratch.size() > 0 && scratch.unsafeBytes()[0] == '-' ? 1 : 0;
        for (int i = first; i < scratch.size(); i++) {
            if (scratch.unsafeBytes()[i] < '0' || scratch.unsafeBytes()[i] > '9') {
                return false;
            }
        }
        return scratch.size() > first && scratch.size() <= LONGEST_NUMBER;
    }
}
