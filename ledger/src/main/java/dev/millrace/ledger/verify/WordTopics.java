package dev.millrace.ledger.verify;

import dev.millrace.ledger.follow.LedgerFollower;
import java.util.List;

/**
 * Where sources say what they have done.
 *
 * @param progress   how far they are
 * @param deviations what they did with indices other than send each of them once and in order
 */
record WordTopics(String progress, String deviations) {
    static WordTopics of(LedgerFollower follower) {
        return new WordTopics(follower.progressTopic(), follower.deviationTopic());
    }

    List<String> names() {
        return List.of(progress, deviations);
    }
}
