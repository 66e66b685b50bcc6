package dev.millrace.ledger.verify;

import dev.millrace.event.DeadLetter;
import dev.millrace.event.progress.DeviationKind;
import dev.millrace.ledger.account.Claim;
import dev.millrace.ledger.account.SourceKey;
import dev.millrace.ledger.account.SourceStatement;
import dev.millrace.ledger.account.Statement;
import dev.millrace.ledger.follow.LedgerFollower;
import dev.millrace.ledger.follow.TopicLogs;
import dev.millrace.ledger.follow.TopicsFound;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.IsolationLevel;

/**
 * Finds out up to where everything must have been seen: reads the claims, asks Kafka where the logs end that they
 * speak of, and waits until the follower has read that far.
 *
 * <p>A claim is written in the transaction of the events it speaks of, but Kafka ends a transaction partition by
 * partition: a claim may be visible a moment before its events. So it is not enough to read up to the last stable
 * offset; only what is missing when all that stood in the log was read is lost. In the same way, only what is unexplained
 * when all announcements of the time were read is wrong.
 */
final class Settlement {
    private final LedgerFollower follower;
    private final TopicLogs logs;
    private final WordTopics words;

    Settlement(LedgerFollower follower, TopicLogs logs) {
        this.follower = follower;
        this.logs = logs;
        this.words = WordTopics.of(follower);
    }

    /** A statement, and how far it can be judged. */
    record Settled(Statement statement, Horizon horizon) {}

    /** Waits for what is asked about, at most until the deadline; the horizon says what could not be waited for. */
    Settled settle(Scope scope, Deadline deadline) throws InterruptedException {
        var general = new ArrayList<String>();
        awaitClaims(general, deadline);
        var earlier = follower.statement();
        var claims = claims(earlier, scope);
        var topics = logs.describe(topicsRead(claims.values()));
        var stable = Frontier.of(logs, topics, IsolationLevel.READ_COMMITTED);
        var end = Frontier.of(logs, topics, IsolationLevel.READ_UNCOMMITTED);
        boolean readStable = follower.awaitPositions(stable.ends(), deadline.left());
        var statement = follower.statement();
        boolean early = readStable && isAllThere(statement, claims.values(), earlier);
        if (!early) {
            follower.awaitPositions(end.ends(), deadline.left());
            statement = follower.statement();
        }
        var settled = new HashMap<SourceKey, Long>();
        var doubts = new HashMap<SourceKey, List<String>>();
        var gone = new HashMap<SourceKey, List<String>>();
        for (var claim : claims.values()) {
            var problems = unread(claim, topics, early ? stable : end, statement);
            for (var cut : end.of(topicsRead(List.of(claim))).cut(earlier)) {
                problems.add(claim.key() + ": " + cut);
            }
            var lacking = lacking(claim, topics, statement);
            // What was seen of a topic stands when it is gone; nobody will ever see the rest.
            if (!lacking.isEmpty() && !isAllThere(statement, List.of(claim), earlier)) {
                gone.put(claim.key(), lacking);
            } else if (problems.isEmpty()) {
                settled.put(claim.key(), claim.progress().next());
            }
            if (!problems.isEmpty()) {
                doubts.put(claim.key(), problems);
            }
        }
        var later = later(scope, statement, claims, general, deadline);
        return new Settled(
                statement,
                new Horizon(
                        claims,
                        settled,
                        later.map(Statement::claims),
                        doubts,
                        gone,
                        general,
                        earlier.sources(),
                        Optional.of(unexplained(statement, later))));
    }

    /** Waits until all that sources have said by now is in the account. */
    private void awaitClaims(List<String> doubts, Deadline deadline) throws InterruptedException {
        var topic = words.progress();
        var earlier = follower.statement();
        var found = logs.describe(words.names());
        if (found.lacks(topic)) {
            doubts.add("topic " + topic + " does not exist: no source has ever said how far it is");
            return;
        }
        found.silent().forEach(silent -> doubts.add("Kafka cannot tell of topic " + silent + " at the moment"));
        var end = Frontier.of(logs, found, IsolationLevel.READ_UNCOMMITTED);
        doubts.addAll(end.cut(earlier));
        if (!follower.awaitPositions(end.ends(), deadline.left())
                || !end.hidden().isEmpty()) {
            doubts.add("what sources say about themselves is not read yet: "
                    + String.join(", ", end.unread(follower.statement())));
        }
    }

    /**
     * A later statement, to tell what is wrong in one from what is explained by words that are read after it: events go on
     * arriving, and the claims and announcements they belong to may be read after them. Empty if those could not be waited
     * for.
     */
    private Optional<Statement> later(
            Scope scope, Statement statement, Map<SourceKey, Claim> claims, List<String> general, Deadline deadline)
            throws InterruptedException {
        boolean anythingBeyond = statement.sources().values().stream()
                .filter(seen -> scope.includes(seen.key()))
                .anyMatch(seen -> {
                    var claim = claims.get(seen.key());
                    return claim == null || seen.hasUnexplained() || isBeyond(claim, seen);
                });
        if (anythingBeyond) {
            int before = general.size();
            awaitClaims(general, deadline);
            if (general.size() > before) {
                return Optional.empty();
            }
        }
        return Optional.of(follower.statement());
    }

    /** Whether more of a source was seen, or announced, than it claims. */
    private static boolean isBeyond(Claim claim, SourceStatement seen) {
        return Seen.of(claim, seen).beyond(claim.progress().next()) > 0
                || seen.announced().entrySet().stream()
                        .anyMatch(announced ->
                                announced.getValue().count() > claim.progress().deviations(announced.getKey()));
    }

    /** What still is when all announcements were read; where they could not be, that of sources which never made any. */
    private static Map<SourceKey, Unexplained> unexplained(Statement statement, Optional<Statement> later) {
        var unexplained = new HashMap<SourceKey, Unexplained>();
        statement.sources().forEach((key, seen) -> {
            if (seen.hasUnexplained()) {
                var now = Unexplained.of(seen);
                var then = later.map(read -> read.sources().get(key)).map(Unexplained::of);
                then.or(() -> seen.announced().isEmpty() ? Optional.of(now) : Optional.empty())
                        .ifPresent(known -> unexplained.put(key, now.still(known)));
            }
        });
        return unexplained;
    }

    private static Map<SourceKey, Claim> claims(Statement statement, Scope scope) {
        var claims = new HashMap<>(statement.claims());
        claims.keySet().removeIf(key -> !scope.includes(key));
        return claims;
    }

    private static Set<String> topics(Collection<Claim> claims) {
        var topics = new HashSet<String>();
        for (var claim : claims) {
            for (var topic : claim.topics()) {
                topics.add(topic);
                topics.add(DeadLetter.topicFor(topic));
            }
        }
        return topics;
    }

    /** The same, and where they announce what they did otherwise, if they ever did. */
    private Set<String> topicsRead(Collection<Claim> claims) {
        var read = topics(claims);
        if (claims.stream().anyMatch(claim -> !claim.progress().deviations().isEmpty())) {
            read.add(words.deviations());
        }
        return read;
    }

    /** Whether nothing is missing of what is claimed, and of what sources say they have announced. */
    private static boolean isAllThere(Statement statement, Collection<Claim> claims, Statement earlier) {
        return claims.stream().noneMatch(claim -> {
            var key = claim.key();
            var seen = statement.sources().get(key);
            long next = claim.progress().next();
            if (seen == null) {
                return next > 0;
            }
            var before = earlier.sources().getOrDefault(key, SourceStatement.nothing(key));
            var pending = new Pending(claim.progress(), seen, before);
            var arrived = Seen.of(claim, seen);
            return arrived.with(pending.withheld(arrived.all())).missingBelow(next) > 0
                    || !pending.overdue(DeviationKind.DUPLICATED).isEmpty()
                    || claim.progress().deviations().entrySet().stream()
                            .anyMatch(told -> seen.announced(told.getKey()).count() < told.getValue());
        });
    }

    /** Topics that a source has sent to and that do not exist any more. */
    private List<String> lacking(Claim claim, TopicsFound topics, Statement statement) {
        return topicsRead(List.of(claim)).stream()
                .filter(topics::lacks)
                .filter(topic -> claim.topics().contains(topic) || wasRead(topic, statement))
                .sorted()
                .toList();
    }

    private static boolean wasRead(String topic, Statement statement) {
        return statement.positions().keySet().stream()
                .anyMatch(partition -> partition.topic().equals(topic));
    }

    /** Why not everything of a source was read that is there. */
    private List<String> unread(Claim claim, TopicsFound topics, Frontier frontier, Statement statement) {
        var problems = new ArrayList<String>();
        for (var topic : topicsRead(List.of(claim))) {
            if (topics.silent().contains(topic)) {
                problems.add(claim.key() + ": Kafka cannot tell of topic " + topic + " at the moment");
            }
        }
        for (var partition : frontier.of(topicsRead(List.of(claim))).unread(statement)) {
            problems.add(claim.key() + ": " + partition);
        }
        return problems;
    }
}
