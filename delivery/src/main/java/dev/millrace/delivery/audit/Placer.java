package dev.millrace.delivery.audit;

import dev.millrace.delivery.audit.Trouble.Kind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out where partitions are to be read from, and writes down what {@link Judgement} says is missing. */
final class Placer {
    private static final Logger LOG = LoggerFactory.getLogger(Placer.class);

    private final Transactions transactions;
    private final TopicWatch topics;

    Placer(Transactions transactions, TopicWatch topics) {
        this.transactions = transactions;
        this.topics = topics;
    }

    Placement place(Map<TopicPartition, Doubt> partitions) throws InterruptedException {
        try {
            var names = new HashSet<String>();
            partitions.keySet().forEach(partition -> names.add(partition.topic()));
            var found = topics.await(topics.topics(names));
            var problems = new HashMap<TopicPartition, String>();
            var there = new HashSet<TopicPartition>();
            for (var partition : partitions.keySet()) {
                var topic = found.get(partition.topic());
                if (topic != null && partition.partition() < topic.partitions().size()) {
                    there.add(partition);
                } else {
                    problems.put(partition, "Kafka has no partition " + partition + "; it was there before");
                }
            }
            return read(there, logs(there, partitions, found), problems);
        } catch (KafkaUnavailable e) {
            return new Placement.Unavailable(Kind.KAFKA, e.reason(), e);
        } catch (SQLException e) {
            return new Placement.Unavailable(Kind.DATABASE, "PostgreSQL: " + SqlFailure.words(e), e);
        }
    }

    private Map<TopicPartition, LogFacts> logs(
            Collection<TopicPartition> there,
            Map<TopicPartition, Doubt> doubts,
            Map<String, TopicDescription> descriptions)
            throws KafkaUnavailable, InterruptedException {
        var starts = topics.await(topics.starts(there));
        var outOfRange = there.stream()
                .filter(partition -> doubts.getOrDefault(partition, Doubt.NONE).outOfRange())
                .toList();
        var ends = outOfRange.isEmpty() ? Map.<TopicPartition, Long>of() : topics.await(topics.ends(outOfRange));
        var logs = new HashMap<TopicPartition, LogFacts>();
        for (var partition : there) {
            var cutAt = doubts.getOrDefault(partition, Doubt.NONE).cutAt();
            var end = ends.get(partition);
            var topic = descriptions.get(partition.topic());
            var start = starts.get(partition);
            if (topic != null && start != null) {
                logs.put(
                        partition,
                        new LogFacts(
                                topic.topicId(),
                                start,
                                cutAt.isPresent() || end == null ? cutAt : OptionalLong.of(end)));
            }
        }
        return logs;
    }

    private Placement read(
            Set<TopicPartition> partitions, Map<TopicPartition, LogFacts> logs, Map<TopicPartition, String> problems)
            throws SQLException {
        try (var transaction = transactions.begin()) {
            var offsets = new OffsetTable(transaction.connection());
            var positions = new HashMap<TopicPartition, Position>();
            var begun = new HashSet<TopicPartition>();
            var skipped = new ArrayList<Verdict.Skip>();
            var copied = offsets.find(partitions);
            for (var log : logs.entrySet()) {
                var partition = log.getKey();
                switch (Judgement.of(partition, Optional.ofNullable(copied.get(partition)), log.getValue())) {
                    case Verdict.Resume resume -> positions.put(partition, resume.position());
                    case Verdict.Begin begin -> {
                        offsets.begin(partition, begin.position());
                        begun.add(partition);
                    }
                    case Verdict.Skip skip -> {
                        if (offsets.skip(skip)) {
                            positions.put(partition, skip.position());
                            skipped.add(skip);
                        } else {
                            problems.put(partition, partition + " was moved by another instance just now");
                        }
                    }
                }
            }
            // Where another instance began at the same time, its row counts.
            positions.putAll(offsets.find(begun));
            var totals = offsets.totals();
            transaction.commit();
            skipped.forEach(Placer::report);
            return new Placement.Placed(positions, problems, totals);
        }
    }

    private static void report(Verdict.Skip skip) {
        var gap = skip.gap();
        LOG.atError()
                .addKeyValue("topic", gap.partition().topic())
                .addKeyValue("partition", gap.partition().partition())
                .addKeyValue("from", gap.from())
                .addKeyValue("to", gap.to().isPresent() ? gap.to().getAsLong() : "unknown")
                .addKeyValue("cause", gap.cause())
                .log("gap in the audit trail: " + gap.cause().words()
                        + ". It is written down in audit.gaps; copying goes on behind it");
    }
}
