package dev.millrace.delivery.audit;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * The partitions this instance has: those that are read, with the position where the next slice begins, and those whose
 * position is not known. For the reading thread.
 */
final class Partitions {
    private final Map<TopicPartition, Position> read = new HashMap<>();
    private final Map<TopicPartition, Doubt> doubted = new HashMap<>();

    void add(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> {
            read.remove(partition);
            doubted.put(partition, Doubt.NONE);
        });
    }

    void remove(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> {
            read.remove(partition);
            doubted.remove(partition);
        });
    }

    /** No position is known any more. */
    void doubtAll() {
        add(Set.copyOf(read.keySet()));
    }

    void doubt(TopicPartition partition, Doubt doubt) {
        if (read.remove(partition) != null || doubted.containsKey(partition)) {
            doubted.put(partition, doubt);
        }
    }

    /** Takes a position that was found; false if the partition is no longer among those that lack one. */
    boolean place(TopicPartition partition, Position position) {
        if (doubted.remove(partition) == null) {
            return false;
        }
        read.put(partition, position);
        return true;
    }

    void move(TopicPartition partition, Position position) {
        read.put(partition, position);
    }

    Optional<Position> position(TopicPartition partition) {
        return Optional.ofNullable(read.get(partition));
    }

    boolean isRead(TopicPartition partition) {
        return read.containsKey(partition);
    }

    /** Those that are read, with where the next slice begins. */
    Map<TopicPartition, Position> read() {
        return Map.copyOf(read);
    }

    /** Those whose position is not known, with why. */
    Map<TopicPartition, Doubt> doubted() {
        return Map.copyOf(doubted);
    }

    /** All of them. */
    Set<TopicPartition> all() {
        var all = new HashSet<>(read.keySet());
        all.addAll(doubted.keySet());
        return all;
    }
}
