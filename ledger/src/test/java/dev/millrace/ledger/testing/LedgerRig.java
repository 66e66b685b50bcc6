package dev.millrace.ledger.testing;

import dev.millrace.embedded.testing.SharedKafka;
import dev.millrace.embedded.testing.SharedPostgres;
import dev.millrace.embedded.testing.TestDatabase;
import dev.millrace.event.DeadLetter;
import dev.millrace.event.progress.SourceKind;
import dev.millrace.ledger.follow.LedgerFollower;
import dev.millrace.ledger.follow.LedgerSettings;
import dev.millrace.ledger.verify.Verification;
import dev.millrace.ledger.verify.Verifier;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.postgresql.ds.PGSimpleDataSource;

/** A ledger on real servers, with a progress topic and a database of its own. */
public final class LedgerRig implements AutoCloseable {
    public static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final String progressTopic = SharedKafka.newTopic("progress", 2, Map.of("cleanup.policy", "compact"));
    private final String deviationTopic = SharedKafka.newTopic("deviations", 2);
    private final TestDatabase database = SharedPostgres.newDatabase();
    private final Admin admin = Admin.create(client());

    /** What a client needs to reach the broker. */
    public static Map<String, Object> client() {
        return Map.of("bootstrap.servers", SharedKafka.bootstrapServers());
    }

    public String progressTopic() {
        return progressTopic;
    }

    public String deviationTopic() {
        return deviationTopic;
    }

    public TestDatabase database() {
        return database;
    }

    public Admin admin() {
        return admin;
    }

    /** A topic with its dead-letter topic. */
    public String topic(String prefix, int partitions) throws InterruptedException, ExecutionException {
        var topic = SharedKafka.newTopic(prefix, partitions);
        create(DeadLetter.topicFor(topic), 1);
        return topic;
    }

    public void create(String topic, int partitions) throws InterruptedException, ExecutionException {
        admin.createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty())))
                .all()
                .get();
    }

    public SourceDouble source(String run, String source, String topic) {
        return source(run, source, topic, SourceKind.GENERATED);
    }

    public SourceDouble source(String run, String source, String topic, SourceKind kind) {
        var words = new SourceDouble.Words(progressTopic, deviationTopic);
        return opened(new SourceDouble(SharedKafka.bootstrapServers(), words, run, source, topic, kind));
    }

    public PGSimpleDataSource dataSource() {
        return dataSource(database);
    }

    public static PGSimpleDataSource dataSource(TestDatabase database) {
        var dataSource = new PGSimpleDataSource();
        dataSource.setUrl(database.jdbcUrl());
        dataSource.setUser(database.user());
        dataSource.setPassword(database.password());
        return dataSource;
    }

    public LedgerSettings settings() {
        return settings(progressTopic, deviationTopic);
    }

    /** Quicker than in earnest, so that tests wait less. */
    public static LedgerSettings settings(String progressTopic, String deviationTopic) {
        return new LedgerSettings(
                progressTopic, Set.of(), Duration.ofMillis(100), 50_000, Duration.ofMillis(300), deviationTopic);
    }

    public LedgerFollower follower(String name) {
        var follower = opened(new LedgerFollower(client(), dataSource(), name, settings(), Clock.systemUTC()));
        follower.start();
        return follower;
    }

    public Verifier verifier(LedgerFollower follower) {
        return opened(new Verifier(follower, client(), Clock.systemUTC()));
    }

    /** Starts a ledger, asks it for its verdict, and ends it. */
    public Verification verify() throws InterruptedException {
        try (var follower = new LedgerFollower(client(), dataSource(), "once", settings(), Clock.systemUTC());
                var verifier = new Verifier(follower, client(), Clock.systemUTC())) {
            follower.start();
            return verifier.verify(PATIENCE);
        }
    }

    private <T extends AutoCloseable> T opened(T resource) {
        open.push(resource);
        return resource;
    }

    @Override
    public void close() throws Exception {
        for (var resource : (Collection<AutoCloseable>) open) {
            resource.close();
        }
        admin.close();
    }
}
