package dev.millrace.ledger.verify;

import dev.millrace.ledger.account.Gap;
import dev.millrace.ledger.account.TopicStatement;
import dev.millrace.ledger.follow.Latency;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of events, and whether all of them are there.
 *
 * @param at        when this was so
 * @param reckoning verdict and figures, with evidence
 * @param latency   how long generated events took from due to here, since the ledger started
 * @param topics    what else was seen on the topics: foreign events, unreadable records, dead letters
 * @param gaps      what was gone before it could be read
 */
public record Verification(
        Instant at, Reckoning reckoning, Latency latency, Map<String, TopicStatement> topics, List<Gap> gaps) {
    public Verification {
        topics = Map.copyOf(topics);
        gaps = List.copyOf(gaps);
    }

    public Verdict verdict() {
        return reckoning.verdict();
    }

    public Totals totals() {
        return reckoning.totals();
    }

    public List<RunReckoning> runs() {
        return reckoning.runs();
    }

    /** How many dead letters lie on each dead-letter topic, whoever put them there; topics without any are left out. */
    public Map<String, Long> deadLetters() {
        var letters = new TreeMap<String, Long>();
        topics.forEach((name, topic) -> {
            if (topic.allLetters() > 0) {
                letters.put(name, topic.allLetters());
            }
        });
        return letters;
    }
}
