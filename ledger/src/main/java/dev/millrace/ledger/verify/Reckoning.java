package dev.millrace.ledger.verify;

import dev.millrace.event.interval.IndexRange;
import dev.millrace.event.progress.Progress;
import dev.millrace.ledger.account.SourceKey;
import dev.millrace.ledger.account.SourceStatement;
import dev.millrace.ledger.account.Statement;
import dev.millrace.ledger.account.TopicStatement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What sources claim, held against what was seen: a pure function of both.
 *
 * @param verdict whether all of it is there
 * @param totals  where events are, all runs together
 * @param runs    run by run, by id
 */
public record Reckoning(Verdict verdict, Totals totals, List<RunReckoning> runs) {
    public Reckoning {
        runs = List.copyOf(runs);
    }

    static Reckoning of(Statement statement, Horizon horizon, WordTopics topics, Scope scope) {
        var sources = new TreeMap<SourceKey, SourceReckoning>();
        horizon.claims().forEach((key, claim) -> {
            if (scope.includes(key)) {
                var latest = horizon.bounds().map(bounds -> bounds.getOrDefault(key, claim));
                sources.put(
                        key,
                        new SourceJudge(claim, seen(statement, key), horizon)
                                .judge(horizon.settled().getOrDefault(key, 0L), latest, statement.gaps()));
            }
        });
        statement.sources().forEach((key, seen) -> {
            boolean mayClaim =
                    horizon.bounds().map(bounds -> bounds.containsKey(key)).orElse(true);
            if (scope.includes(key) && !mayClaim) {
                sources.put(key, unclaimed(seen));
            }
        });
        return of(sources, general(statement, horizon, topics, scope));
    }

    private static Reckoning of(Map<SourceKey, SourceReckoning> sources, List<String> general) {
        var byRun = new TreeMap<String, List<SourceReckoning>>();
        sources.forEach((key, source) ->
                byRun.computeIfAbsent(key.run(), run -> new ArrayList<>()).add(source));
        var findings = new ArrayList<String>();
        var doubts = new ArrayList<>(general);
        var runs = new ArrayList<RunReckoning>();
        byRun.forEach((run, members) -> {
            var silent = SilentShards.of(members);
            var found = members.stream()
                    .flatMap(source -> source.findings().stream())
                    .toList();
            var unsure = Stream.concat(silent.stream(), members.stream().flatMap(source -> source.doubts().stream()))
                    .toList();
            findings.addAll(found);
            doubts.addAll(unsure);
            runs.add(new RunReckoning(
                    run,
                    Verdict.of(
                            found,
                            Stream.concat(general.stream(), unsure.stream()).toList()),
                    Totals.sum(members.stream().map(SourceReckoning::totals).toList()),
                    members));
        });
        return new Reckoning(
                Verdict.of(findings, doubts),
                Totals.sum(runs.stream().map(RunReckoning::totals).toList()),
                runs);
    }

    private static List<String> general(Statement statement, Horizon horizon, WordTopics topics, Scope scope) {
        var doubts = new ArrayList<>(horizon.general());
        if (doubts.isEmpty() && horizon.claims().keySet().stream().noneMatch(scope::includes)) {
            scope.nothingClaimed().ifPresent(doubts::add);
        }
        for (var name : topics.names()) {
            var topic = statement.topics().getOrDefault(name, TopicStatement.nothing(name));
            if (topic.unreadable() > 0) {
                var first = topic.first().getFirst();
                doubts.add(topic.unreadable() + " records of " + name
                        + " cannot be read, so some of what sources say is not known; the first is at partition "
                        + first.partition() + ", offset " + first.offset() + ": " + first.reason());
            }
        }
        return doubts;
    }

    private static SourceStatement seen(Statement statement, SourceKey key) {
        return statement.sources().getOrDefault(key, SourceStatement.nothing(key));
    }

    /** A source that never said anything, and of which events are there all the same. */
    private static SourceReckoning unclaimed(SourceStatement seen) {
        var elsewhere = new HashMap<String, List<IndexRange>>();
        long events = seen.deadLettered().count();
        for (var lane : seen.lanes()) {
            events += lane.settled().count();
            elsewhere.put(lane.topic(), lane.settled().ranges(0, Long.MAX_VALUE, Evidence.KEPT));
        }
        var evidence = new Evidence(
                List.of(),
                seen.repeated().first(),
                seen.disordered().first(),
                seen.deadLettered().ranges(0, Long.MAX_VALUE, Evidence.KEPT),
                elsewhere);
        return new SourceReckoning(
                seen.key(),
                Optional.<Progress>empty(),
                Totals.NONE,
                events,
                0,
                evidence,
                List.of(seen.key() + ": " + events + " events are there, and the source never claimed any"),
                List.of());
    }
}
