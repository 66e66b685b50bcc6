package dev.millrace.ledger.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.ledger.testing.LedgerRig;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicLogsIT {
    private static final Duration SHORT = Duration.ofSeconds(2);

    private final LedgerRig rig = new LedgerRig();

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    @Test
    void shouldTellOfOthersWhatItCannotTellOfOne() throws Exception {
        var there = new TopicPartition(rig.topic("orders", 1), 0);
        rig.source("r", "orders", there.topic()).send(0, 5);
        // Kafka goes on looking for the leader of a partition that it does not know, as of one that has lost its own.
        var leaderless = new TopicPartition(there.topic(), 7);
        new TopicLogs(rig.admin(), LedgerRig.PATIENCE).ends(Set.of(there), IsolationLevel.READ_COMMITTED);

        var ends = new TopicLogs(rig.admin(), SHORT).ends(Set.of(there, leaderless), IsolationLevel.READ_COMMITTED);

        assertThat(ends).containsOnlyKeys(there).containsEntry(there, 6L);
    }

    @Test
    void shouldFailWhereItCanTellNothing() throws Exception {
        var leaderless = new TopicPartition(rig.topic("orders", 1), 7);

        assertThatThrownBy(
                        () -> new TopicLogs(rig.admin(), SHORT).ends(Set.of(leaderless), IsolationLevel.READ_COMMITTED))
                .isInstanceOf(KafkaException.class)
                .hasMessageContaining("has not answered");
    }

    @Test
    void shouldTellATopicThatIsNotThereFromOneThatCannotBeAskedAbout() throws Exception {
        var there = rig.topic("orders", 1);
        var logs = new TopicLogs(rig.admin(), LedgerRig.PATIENCE);

        var found = logs.describe(List.of(there, "no-such-topic", "no topic's name"));

        assertThat(found.lacks("no-such-topic")).isTrue();
        assertThat(found.lacks(there)).isFalse();
        assertThat(found.silent()).containsExactly("no topic's name");
    }
}
