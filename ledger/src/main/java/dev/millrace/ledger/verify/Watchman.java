package dev.millrace.ledger.verify;

import dev.millrace.ledger.account.SourceKey;
import dev.millrace.ledger.account.SourceStatement;
import dev.millrace.ledger.account.Statement;
import dev.millrace.ledger.follow.FollowerState;
import dev.millrace.ledger.follow.LedgerFollower;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Settles claims soon after they are made, so that a loss shows without anyone asking. One thread of its own. */
final class Watchman implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watchman.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LedgerFollower follower;
    private final Settlement settlement;
    private final Map<SourceKey, Long> settled = new ConcurrentHashMap<>();
    private final Thread thread = Thread.ofVirtual().name("ledger-watchman").unstarted(this::watch);
    /** What was seen when claims were settled last, and before, and what of it was unexplained. */
    private volatile Map<SourceKey, SourceStatement> seen = Map.of();

    private volatile Map<SourceKey, SourceStatement> before = Map.of();
    private volatile Map<SourceKey, List<String>> gone = Map.of();
    private volatile Map<SourceKey, Unexplained> unexplained = Map.of();
    private volatile boolean hasSettled;
    private boolean silent;

    Watchman(LedgerFollower follower, Settlement settlement) {
        this.follower = follower;
        this.settlement = settlement;
    }

    void start() {
        thread.start();
    }

    /** By source, how many of its first events must have been seen by now. */
    Map<SourceKey, Long> settled() {
        return Map.copyOf(settled);
    }

    /** By source, topics of its that do not exist any more, where something of it was not seen. */
    Map<SourceKey, List<String>> gone() {
        return gone;
    }

    /** What was seen of sources before it was found out how far to read, when claims were settled last. */
    Map<SourceKey, SourceStatement> before() {
        return before;
    }

    /**
     * What is known to be unexplained, by source: what was so when claims were settled last. A source that never announced
     * anything has nothing to explain.
     */
    Map<SourceKey, Unexplained> unexplained(Statement now) {
        var known = new HashMap<>(unexplained);
        now.sources().forEach((key, source) -> {
            if (source.announced().isEmpty()) {
                known.put(key, Unexplained.of(source));
            }
        });
        return known;
    }

    /** Whether all that sources had said was read at some moment since the beginning. */
    boolean hasSettled() {
        return hasSettled;
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(PAUSE);
                if (follower.state() instanceof FollowerState.Following && isAnythingNew()) {
                    settle();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("no longer watching: told to end");
        }
    }

    // What has not changed is the same object in both.
    @SuppressWarnings("ReferenceEquality")
    private boolean isAnythingNew() {
        var now = follower.statement();
        return !hasSettled
                || now.claims().values().stream()
                        .anyMatch(claim -> settled.getOrDefault(claim.key(), 0L)
                                < claim.progress().next())
                || now.sources().entrySet().stream()
                        .anyMatch(source ->
                                source.getValue().hasOpenMatters() && source.getValue() != seen.get(source.getKey()));
    }

    private void settle() throws InterruptedException {
        try {
            var found = settlement.settle(Scope.EVERYTHING, Deadline.in(PATIENCE));
            var horizon = found.horizon();
            seen = found.statement().sources();
            before = horizon.before();
            gone = horizon.gone();
            unexplained = horizon.after().orElse(Map.of());
            horizon.settled().forEach((key, next) -> settled.merge(key, next, Math::max));
            hasSettled = hasSettled || horizon.general().isEmpty();
            silent = false;
        } catch (RuntimeException e) {
            // Kafka that is away, most likely; whatever it is, nobody else looks after this thread.
            LOG.atLevel(silent ? Level.DEBUG : Level.WARN)
                    .setCause(e)
                    .log("claims cannot be settled at the moment, will be tried again");
            silent = true;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
