package dev.millrace.ledger.follow;

import dev.millrace.event.progress.Deviation;
import dev.millrace.event.progress.Progress;
import dev.millrace.settings.InvalidSetting;
import java.time.Duration;
import java.util.Set;

/**
 * How the account is kept.
 *
 * @param progressTopic where sources say how far they are
 * @param letterTopics  topics whose dead letters are counted beside those of the sources' topics, such as what
 *                      pipelines hand to each other
 * @param saveEvery     how long the database may be behind
 * @param saveAfter     how many records it may be behind, if that comes first
 * @param refreshEvery  how often topics are looked at anew, for partitions that were added or topics replaced
 * @param deviations    the topic where sources say what they did with indices other than send each once and in order
 */
public record LedgerSettings(
        String progressTopic,
        Set<String> letterTopics,
        Duration saveEvery,
        long saveAfter,
        Duration refreshEvery,
        String deviations) {
    public LedgerSettings {
        letterTopics = Set.copyOf(letterTopics);
        requirePositive("saveEvery", saveEvery);
        requirePositive("refreshEvery", refreshEvery);
        if (saveAfter <= 0) {
            throw new InvalidSetting("saveAfter", "must be positive, was " + saveAfter);
        }
    }

    /** A second behind at most. */
    public static LedgerSettings defaults() {
        return new LedgerSettings(
                Progress.TOPIC, Set.of(), Duration.ofSeconds(1), 1_000_000, Duration.ofSeconds(2), Deviation.TOPIC);
    }

    /** The same, with the dead letters of further topics counted. */
    public LedgerSettings withLetterTopics(Set<String> topics) {
        return new LedgerSettings(progressTopic, topics, saveEvery, saveAfter, refreshEvery, deviations);
    }

    private static void requirePositive(String field, Duration value) {
        if (!value.isPositive()) {
            throw new InvalidSetting(field, "must be positive, was " + value);
        }
    }
}
