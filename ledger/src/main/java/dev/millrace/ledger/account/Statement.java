package dev.millrace.ledger.account;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * The whole account at one moment. Immutable.
 *
 * @param claims    what sources say, by source
 * @param sources   what was seen of them; may hold sources that have not said anything, and lack ones not seen
 * @param topics    what else was seen, by topic
 * @param positions how far each partition was read
 * @param gaps      what could not be read, in the order it was noticed
 */
public record Statement(
        Map<SourceKey, Claim> claims,
        Map<SourceKey, SourceStatement> sources,
        Map<String, TopicStatement> topics,
        Map<TopicPartition, Position> positions,
        List<Gap> gaps) {
    /** An account that has not begun. */
    public static final Statement EMPTY = new Statement(Map.of(), Map.of(), Map.of(), Map.of(), List.of());

    public Statement {
        claims = Map.copyOf(claims);
        sources = Map.copyOf(sources);
        topics = Map.copyOf(topics);
        positions = Map.copyOf(positions);
        gaps = List.copyOf(gaps);
    }
}
