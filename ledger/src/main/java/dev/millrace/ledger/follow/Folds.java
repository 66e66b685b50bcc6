package dev.millrace.ledger.follow;

import dev.millrace.event.DeadLetter;
import dev.millrace.event.avro.SchemaLookup;
import dev.millrace.ledger.account.Account;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Which topics are read, and what is done with the records of each. Used by one thread, under the account's lock. */
final class Folds {
    private final Account account;
    private final LatencyLog latencies;
    private final Map<String, TopicFold> folds = new HashMap<>();
    private final SchemaLookup schemas;
    private int claimed;
    private Set<String> topics = Set.of();

    Folds(Account account, LatencyLog latencies, LedgerSettings settings, SchemaLookup schemas) {
        this.account = account;
        this.latencies = latencies;
        this.schemas = schemas;
        folds.put(settings.progressTopic(), new ProgressFold(account, settings.progressTopic()));
        folds.put(settings.deviations(), new DeviationFold(account, settings.deviations()));
        settings.letterTopics().forEach(this::addLetters);
    }

    /** The topics to read, as far as sources have named theirs; the same set until they name another. */
    Set<String> topics() {
        var named = account.claimedTopics();
        if (named.size() == claimed && !topics.isEmpty()) {
            return topics;
        }
        claimed = named.size();
        for (var topic : named) {
            if (!(folds.get(topic) instanceof EventFold)) {
                folds.put(topic, new EventFold(account, topic, latencies, schemas));
            }
            addLetters(topic);
        }
        topics = Set.copyOf(folds.keySet());
        return topics;
    }

    TopicFold of(String topic) {
        var fold = folds.get(topic);
        if (fold == null) {
            throw new IllegalStateException("topic " + topic + " is read, but nobody wanted it");
        }
        return fold;
    }

    private void addLetters(String topic) {
        folds.computeIfAbsent(DeadLetter.topicFor(topic), letters -> new LetterFold(account, topic));
    }
}
