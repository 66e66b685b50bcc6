package dev.millrace.ledger.follow;

import dev.millrace.ledger.account.Account;
import dev.millrace.ledger.account.Gap;
import dev.millrace.ledger.account.Position;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all partitions of the topics it is given, each from where the account stands, and notes what was gone before
 * it could be read. Used by one thread.
 */
final class LogReader {
    private static final Logger LOG = LoggerFactory.getLogger(LogReader.class);

    private final Consumer<Void, ByteBuffer> consumer;
    private final TopicLogs logs;
    private final SharedAccount account;
    private final String progressTopic;
    private final Clock clock;
    private final Map<String, String> topicIds = new HashMap<>();

    LogReader(
            Consumer<Void, ByteBuffer> consumer,
            TopicLogs logs,
            SharedAccount account,
            String progressTopic,
            Clock clock) {
        this.consumer = consumer;
        this.logs = logs;
        this.account = account;
        this.progressTopic = progressTopic;
        this.clock = clock;
    }

    /** Reads these topics from now on, and no others. */
    void follow(Map<String, TopicDescription> topics) {
        var wanted = TopicLogs.partitions(topics.values());
        var fresh = new HashSet<>(wanted);
        fresh.removeAll(consumer.assignment());
        for (var topic : topics.values()) {
            var id = topic.topicId().toString();
            if (!id.equals(topicIds.put(topic.name(), id))) {
                wanted.stream().filter(p -> p.topic().equals(topic.name())).forEach(fresh::add);
            }
        }
        if (!wanted.equals(consumer.assignment())) {
            LOG.info("following partitions={} topics={}", wanted.size(), new TreeSet<>(topics.keySet()));
            consumer.assign(wanted);
        }
        fresh.forEach(this::begin);
    }

    /** Whether there is anything to read. */
    boolean hasPartitions() {
        return !consumer.assignment().isEmpty();
    }

    /** The next records; none where a gap had to be noted first. */
    ConsumerRecords<Void, ByteBuffer> poll(Duration patience) throws InterruptedException {
        try {
            return consumer.poll(patience);
        } catch (OffsetOutOfRangeException e) {
            skip(e.offsetOutOfRangePartitions());
            return ConsumerRecords.empty();
        }
    }

    /** Notes in the account how far the partitions of these records were read. */
    void readUpTo(ConsumerRecords<Void, ByteBuffer> records, Account folded) {
        records.nextOffsets()
                .forEach((partition, next) -> folded.readUpTo(partition, position(partition, next.offset())));
    }

    private void begin(TopicPartition partition) {
        var known = account.change(0, folded -> folded.position(partition));
        var id = topicId(partition);
        if (known.isPresent() && !known.get().topicId().equals(id)) {
            note(partition, known.get().next(), 0, Gap.Cause.REPLACED);
            consumer.seek(partition, 0);
        } else {
            consumer.seek(partition, known.map(Position::next).orElse(0L));
        }
    }

    private void skip(Map<TopicPartition, Long> wanted) throws InterruptedException {
        var starts = logs.starts(wanted.keySet());
        var ends = logs.ends(wanted.keySet(), IsolationLevel.READ_UNCOMMITTED);
        wanted.forEach((partition, offset) -> {
            var start = starts.get(partition);
            var end = ends.get(partition);
            if (start == null || end == null) {
                LOG.debug(
                        "what is gone cannot be told yet topic={} partition={}",
                        partition.topic(),
                        partition.partition());
            } else if (offset < start) {
                note(partition, offset, start, Gap.Cause.RETENTION);
                consumer.seek(partition, start);
            } else if (offset > end) {
                note(partition, offset, end, Gap.Cause.REPLACED);
                consumer.seek(partition, end);
            }
        });
    }

    private void note(TopicPartition partition, long from, long to, Gap.Cause cause) {
        var position = position(partition, to);
        if (partition.topic().equals(progressTopic)) {
            // The topic keeps the last word of each source, whatever was removed before it.
            account.change(0, folded -> {
                folded.readUpTo(partition, position);
                return true;
            });
            return;
        }
        var gap = new Gap(partition.topic(), partition.partition(), from, to, cause, clock.instant());
        LOG.warn("records are gone topic={} partition={}: {}", partition.topic(), partition.partition(), gap);
        account.change(0, folded -> {
            folded.gap(gap, position);
            return true;
        });
    }

    private Position position(TopicPartition partition, long next) {
        return new Position(topicId(partition), next);
    }

    private String topicId(TopicPartition partition) {
        return topicIds.getOrDefault(partition.topic(), "");
    }
}
