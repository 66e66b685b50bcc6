package dev.millrace.ledger.verify;

import dev.millrace.event.interval.IntervalSet;
import dev.millrace.event.progress.Deviation;
import dev.millrace.event.progress.DeviationKind;
import dev.millrace.event.progress.Progress;
import dev.millrace.event.progress.Shard;
import dev.millrace.event.progress.SourceKind;
import dev.millrace.ledger.account.Account;
import dev.millrace.ledger.account.SourceAccount;
import dev.millrace.ledger.account.SourceKey;
import dev.millrace.ledger.account.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** What a source sends and what it says of it, to be read in any order that Kafka allows. */
final class Script {
    static final SourceKey KEY = new SourceKey("r", "s");
    static final Instant NOW = Instant.parse("2026-11-22T07:00:00Z");

    private final List<Consumer<SourceAccount>> topic = new ArrayList<>();
    private final List<Deviation> words = new ArrayList<>();
    private final Map<DeviationKind, Long> counts = new EnumMap<>(DeviationKind.class);
    private long deadLettered;

    /** Stands on the topic, in this order. */
    Script events(long... indices) {
        for (long index : indices) {
            long offset = topic.size();
            topic.add(source -> source.delivered(index, "t", 0, offset));
        }
        return this;
    }

    Script poison(long index) {
        long offset = topic.size();
        topic.add(source -> source.poisoned(index, "t", 0, offset));
        return this;
    }

    Script deadLetter(long index) {
        deadLettered++;
        topic.add(source -> source.deadLettered(index, "t", "t.dlq", 0, index));
        return this;
    }

    /** Is announced, and counted into the progress. */
    Script announce(DeviationKind kind, long... indices) {
        counts.merge(kind, (long) indices.length, Long::sum);
        return announceUncounted(kind, indices);
    }

    /** Is announced, and progress does not know. */
    Script announceUncounted(DeviationKind kind, long... indices) {
        var set = new IntervalSet();
        for (long index : indices) {
            set.add(index);
        }
        words.add(new Deviation(KEY.run(), KEY.source(), "t", kind, set));
        return this;
    }

    /** Progress counts what was never announced. */
    Script countUnannounced(DeviationKind kind, long indices) {
        counts.merge(kind, indices, Long::sum);
        return this;
    }

    Progress progress(long next, boolean ended) {
        return new Progress(
                KEY.run(),
                KEY.source(),
                SourceKind.GENERATED,
                "t",
                next,
                deadLettered,
                Duration.ZERO,
                NOW,
                ended,
                0,
                Map.of(),
                Set.of(),
                Shard.ONLY,
                "",
                counts);
    }

    /** All of it, read in some order that keeps that of the topic and that of the words. */
    Statement read(long next, boolean ended, Random random) {
        var account = new Account(Statement.EMPTY);
        account.claim(progress(next, ended));
        var source = account.source(KEY.run(), KEY.source()).orElseThrow();
        var events = new ArrayDeque<>(topic);
        var said = new ArrayDeque<>(words);
        // Now one topic is ahead by much, now the other.
        double bias = random.nextDouble();
        while (!events.isEmpty() || !said.isEmpty()) {
            if (said.isEmpty() || (!events.isEmpty() && random.nextDouble() < bias)) {
                events.remove().accept(source);
            } else {
                source.announced(said.remove(), "deviations", 0, said.size());
            }
            if (random.nextInt(50) == 0) {
                // As if the ledger had been started anew.
                account = new Account(account.statement());
                source = account.source(KEY.run(), KEY.source()).orElseThrow();
            }
        }
        return account.statement();
    }

    /** As if all that was sent had been read. */
    static Reckoning settled(Statement statement) {
        var claim = statement.claims().get(KEY);
        var horizon = new Horizon(
                statement.claims(),
                Map.of(KEY, claim.progress().next()),
                Optional.of(statement.claims()),
                Map.of(),
                List.of());
        return Reckoning.of(statement, horizon, new WordTopics("progress", "deviations"), Scope.EVERYTHING);
    }
}
