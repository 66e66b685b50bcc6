package dev.millrace.ledger.verify;

import dev.millrace.ledger.account.Statement;
import dev.millrace.ledger.follow.FollowerState;
import dev.millrace.ledger.follow.LedgerFollower;
import dev.millrace.ledger.follow.TopicLogs;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/**
 * Says whether every event that was claimed is there, once and in order.
 *
 * <p>Asked to {@linkplain #verify verify}, it waits until all that was sent by now was read, so that what is still
 * missing is lost. Between such questions it does the same by itself, again and again, so that the
 * {@linkplain #account() live account} tells what is lost from what is on its way. Thread-safe.
 */
public final class Verifier implements AutoCloseable {
    private static final Duration KAFKA_PATIENCE = Duration.ofSeconds(10);
    private static final Duration GOODBYE = Duration.ofSeconds(3);

    private final LedgerFollower follower;
    private final Admin admin;
    private final Settlement settlement;
    private final Watchman watchman;
    private final Clock clock;

    /**
     * A verifier that begins to watch at once.
     *
     * @param follower keeps the account; stays the caller's
     * @param client   how to reach Kafka
     */
    public Verifier(LedgerFollower follower, Map<String, Object> client, Clock clock) {
        this.follower = follower;
        this.admin = Admin.create(client);
        this.settlement = new Settlement(follower, new TopicLogs(admin, KAFKA_PATIENCE));
        this.watchman = new Watchman(follower, settlement);
        this.clock = clock;
        watchman.start();
    }

    /** The verdict on all runs; what has not arrived when patience ends is in flight, and the verdict unknown. */
    public Verification verify(Duration patience) throws InterruptedException {
        return verify(Scope.EVERYTHING, patience);
    }

    /** The verdict on one run. */
    public Verification verify(String run, Duration patience) throws InterruptedException {
        return verify(Scope.of(run), patience);
    }

    /** The account as it is now, without waiting: what has not arrived is in flight until it is known to be lost. */
    public Verification account() {
        return account(Scope.EVERYTHING);
    }

    /** The account of one run as it is now. */
    public Verification account(String run) {
        return account(Scope.of(run));
    }

    private Verification account(Scope scope) {
        var statement = follower.statement();
        var doubts = new ArrayList<>(notFollowing().stream().toList());
        if (doubts.isEmpty() && statement.claims().isEmpty() && !watchman.hasSettled()) {
            doubts.add("no source has claimed anything that was read so far, and not all is read yet");
        }
        return state(statement, scope, doubts);
    }

    private Verification verify(Scope scope, Duration patience) throws InterruptedException {
        var deadline = Deadline.in(patience);
        // Returns once the account is open, which at the start may take a moment.
        follower.awaitPositions(Map.of(), deadline.left());
        try {
            if (notFollowing().isEmpty()) {
                var settled = settlement.settle(scope, deadline);
                if (notFollowing().isEmpty()) {
                    return verification(settled.statement(), settled.horizon(), scope);
                }
            }
            return state(follower.statement(), scope, notFollowing().stream().toList());
        } catch (KafkaException e) {
            return state(follower.statement(), scope, List.of("Kafka cannot be asked: " + e.getMessage()));
        }
    }

    private Verification state(Statement statement, Scope scope, List<String> doubts) {
        var horizon = new Horizon(
                statement.claims(),
                watchman.settled(),
                Optional.empty(),
                Map.of(),
                watchman.gone(),
                doubts,
                watchman.before(),
                Optional.of(watchman.unexplained(statement)));
        return verification(statement, horizon, scope);
    }

    private Verification verification(Statement statement, Horizon horizon, Scope scope) {
        return new Verification(
                clock.instant(),
                Reckoning.of(statement, horizon, WordTopics.of(follower), scope),
                follower.latency(scope.run()),
                statement.topics(),
                statement.gaps());
    }

    private Optional<String> notFollowing() {
        return switch (follower.state()) {
            case FollowerState.Starting starting ->
                Optional.of("the ledger has not started yet, it waits: " + starting.waitingFor());
            case FollowerState.Following following -> Optional.empty();
            case FollowerState.Stopped stopped ->
                Optional.of("the ledger has stopped: " + stopped.error().orElse("it was told to"));
        };
    }

    @Override
    public void close() {
        try {
            watchman.close();
        } finally {
            admin.close(GOODBYE);
        }
    }
}
