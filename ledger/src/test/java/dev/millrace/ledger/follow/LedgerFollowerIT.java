package dev.millrace.ledger.follow;

import static dev.millrace.ledger.testing.LedgerRig.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.ledger.account.Gap;
import dev.millrace.ledger.testing.LedgerRig;
import dev.millrace.ledger.verify.Totals;
import dev.millrace.ledger.verify.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** The account stays exact whatever happens to the ledger, its database and the topics. */
class LedgerFollowerIT {
    private final LedgerRig rig = new LedgerRig();

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    @Test
    void shouldGoOnWhereTheOneBeforeStopped() throws Exception {
        var topic = rig.topic("orders", 3);
        var orders = rig.source("r1", "orders", topic);
        orders.send(0, 1_000);
        assertThat(rig.verify().totals().delivered()).isEqualTo(1_000);
        // What was read before the restart cannot be read again.
        var read = new HashMap<TopicPartition, RecordsToDelete>();
        for (int partition = 0; partition < 3; partition++) {
            read.put(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(-1));
        }
        rig.admin().deleteRecords(read).all().get();
        orders.send(1_000, 1_500);

        var verification = rig.verify();

        assertThat(verification.verdict()).isEqualTo(new Verdict.Complete());
        assertThat(verification.totals().delivered()).isEqualTo(1_500);
        assertThat(verification.gaps()).isEmpty();
    }

    @Test
    void shouldRememberEvidenceAcrossARestart() throws Exception {
        var topic = rig.topic("orders", 1);
        var orders = rig.source("r1", "orders", topic);
        orders.begin();
        for (long index : new long[] {0, 2, 1, 1, 5}) {
            orders.event(index, topic, 0);
        }
        orders.deadLetter(3);
        orders.letterOfPipeline("revenue");
        orders.raw(topic, 0, "key", new byte[] {1});
        orders.claim(6, 1);
        orders.commit();
        var before = rig.verify();

        var after = rig.verify();

        assertThat(after.totals()).isEqualTo(new Totals(6, 0, 4, 1, 1, 1, 1, 0, 0, 0, 0));
        assertThat(after.reckoning()).isEqualTo(before.reckoning());
        assertThat(after.topics()).isEqualTo(before.topics());
    }

    @Test
    void shouldNotCallLostWhatRetentionTookBeforeItWasRead() throws Exception {
        var topic = rig.topic("orders", 1);
        var orders = rig.source("r1", "orders", topic);
        orders.send(0, 10);
        orders.send(10, 20);
        rig.admin()
                .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(5)))
                .all()
                .get();

        var verification = rig.verify();

        assertThat(verification.totals()).isEqualTo(new Totals(20, 0, 15, 0, 0, 0, 0, 0, 0, 0, 5));
        assertThat(verification.verdict())
                .isInstanceOfSatisfying(
                        Verdict.Unknown.class,
                        unknown -> assertThat(unknown.reasons())
                                .containsExactly("r1/orders: 5 events are not seen, and " + topic
                                        + "-0 lost offsets 0 to 4 to retention before they were read"));
        assertThat(verification.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.cause()).isEqualTo(Gap.Cause.RETENTION));
    }

    @Test
    void shouldNoticeWhatRetentionTakesWhileItIsAway() throws Exception {
        var topic = rig.topic("orders", 1);
        var orders = rig.source("r1", "orders", topic);
        orders.send(0, 10);
        rig.verify();
        orders.send(10, 20);
        rig.admin()
                .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(15)))
                .all()
                .get();

        var verification = rig.verify();

        // Offset 10 is the first transaction's marker; 11 is index 10.
        assertThat(verification.totals()).isEqualTo(new Totals(20, 0, 16, 0, 0, 0, 0, 0, 0, 0, 4));
        assertThat(verification.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.to()).isEqualTo(15));
    }

    @Test
    void shouldLetStandWhatWasSeenBeforeATopicWasReplaced() throws Exception {
        var topic = rig.topic("orders", 1);
        var orders = rig.source("r1", "orders", topic);
        orders.send(0, 10);
        assertThat(rig.verify().verdict()).isEqualTo(new Verdict.Complete());
        replace(topic);
        var others = rig.source("r2", "orders", topic);
        others.send(0, 30);

        var verification = rig.verify();

        assertThat(verification.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.cause()).isEqualTo(Gap.Cause.REPLACED));
        assertThat(verification.totals().delivered()).isEqualTo(40);
        assertThat(verification.verdict()).isEqualTo(new Verdict.Complete());
    }

    @Test
    void shouldNoticeThatATopicIsReplacedWhileItReads() throws Exception {
        var topic = rig.topic("orders", 1);
        var orders = rig.source("r1", "orders", topic);
        orders.send(0, 10);
        var verifier = rig.verifier(rig.follower("ledger"));
        assertThat(verifier.verify(PATIENCE).verdict()).isEqualTo(new Verdict.Complete());
        replace(topic);
        // What is written before it is noticed may be counted twice; docs/ledger.md says so.
        await().atMost(PATIENCE)
                .until(() ->
                        verifier.verify(PATIENCE).gaps().stream().anyMatch(gap -> gap.cause() == Gap.Cause.REPLACED));
        rig.source("r2", "orders", topic).send(0, 30);
        orders.send(10, 20);

        var verification = verifier.verify(PATIENCE);

        assertThat(verification.totals().delivered()).isEqualTo(50);
        assertThat(verification.gaps()).extracting(Gap::cause).contains(Gap.Cause.REPLACED);
        // One that goes on over the new topic is not to be trusted; one that is of the new topic alone is.
        assertThat(verification.verdict())
                .isInstanceOfSatisfying(
                        Verdict.Unknown.class,
                        unknown -> assertThat(unknown.reasons())
                                .singleElement()
                                .asString()
                                .startsWith("r1/orders: topic " + topic + " was replaced"));
    }

    @Test
    void shouldNoticeThatATopicWasCutAtItsEnd() throws Exception {
        var topic = rig.topic("orders", 1);
        var orders = rig.source("r1", "orders", topic);
        orders.send(0, 10);
        rig.verify();
        try (var connection = rig.dataSource().getConnection();
                var statement = connection.createStatement()) {
            // As if it had read what the log has lost since.
            statement.execute("update ledger.position set next_offset = 500 where topic = '" + topic + "'");
        }
        orders.send(10, 20);

        var verifier = rig.verifier(rig.follower("ledger"));

        // Before the reader notices, because it has read what cannot be there; after that, because it has noted it.
        assertThat(verifier.verify(PATIENCE).verdict()).isInstanceOf(Verdict.Unknown.class);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(verifier.account().gaps())
                        .singleElement()
                        .satisfies(gap -> assertThat(gap.from()).isEqualTo(500)));
        assertThat(verifier.verify(PATIENCE).verdict()).isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void shouldFollowTopicsAndPartitionsThatComeLater() throws Exception {
        var verifier = rig.verifier(rig.follower("ledger"));
        var topic = rig.topic("orders", 1);
        var orders = rig.source("r1", "orders", topic);
        orders.send(0, 10);
        assertThat(verifier.verify(PATIENCE).totals().delivered()).isEqualTo(10);
        rig.admin()
                .createPartitions(Map.of(topic, NewPartitions.increaseTo(4)))
                .all()
                .get();
        orders.begin();
        for (int index = 10; index < 20; index++) {
            orders.event(index, topic, 3);
        }
        orders.claim(20, 0);
        orders.commit();

        var verification = verifier.verify(PATIENCE);

        assertThat(verification.verdict()).isEqualTo(new Verdict.Complete());
        assertThat(verification.totals().delivered()).isEqualTo(20);
    }

    @Test
    void shouldCountDeadLettersOfFurtherTopics() throws Exception {
        var between = rig.topic("between", 1);
        rig.source("r1", "orders", rig.topic("orders", 1)).send(0, 1);
        var pipeline = rig.source("none", "none", between);
        pipeline.begin();
        pipeline.letterOfPipeline("revenue");
        pipeline.commit();
        try (var follower = new LedgerFollower(
                LedgerRig.client(),
                rig.dataSource(),
                "ledger",
                rig.settings().withLetterTopics(Set.of(between)),
                Clock.systemUTC())) {
            follower.start();

            var verifier = rig.verifier(follower);

            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(verifier.account().deadLetters()).isEqualTo(Map.of(between + ".dlq", 1L)));
        }
    }

    @Test
    void shouldStopWhenAnotherTakesOver() throws Exception {
        var orders = rig.source("r1", "orders", rig.topic("orders", 1));
        var older = rig.follower("older");
        var olderVerifier = rig.verifier(older);
        orders.send(0, 10);
        assertThat(olderVerifier.verify(PATIENCE).verdict()).isEqualTo(new Verdict.Complete());

        var newerVerifier = rig.verifier(rig.follower("newer"));
        assertThat(newerVerifier.verify(PATIENCE).verdict()).isEqualTo(new Verdict.Complete());
        orders.send(10, 20);

        await().atMost(PATIENCE).until(() -> older.state() instanceof FollowerState.Stopped);
        assertThat(older.state())
                .isInstanceOfSatisfying(
                        FollowerState.Stopped.class,
                        stopped -> assertThat(stopped.error())
                                .hasValueSatisfying(
                                        error -> assertThat(error).startsWith("ledger 'newer' keeps the account")));
        assertThat(olderVerifier.verify(PATIENCE).verdict()).isInstanceOf(Verdict.Unknown.class);
        assertThat(newerVerifier.verify(PATIENCE).totals().delivered()).isEqualTo(20);
    }

    @Test
    void shouldGoOnWhenItsConnectionsAreKilled() throws Exception {
        var orders = rig.source("r1", "orders", rig.topic("orders", 2));
        var follower = rig.follower("ledger");
        var verifier = rig.verifier(follower);
        for (int round = 0; round < 20; round++) {
            orders.send(round * 100L, (round + 1) * 100L);
            killConnections();
        }
        assertThat(verifier.verify(PATIENCE).verdict()).isEqualTo(new Verdict.Complete());
        follower.close();

        var verification = rig.verify();

        assertThat(verification.verdict()).isEqualTo(new Verdict.Complete());
        assertThat(verification.totals().delivered()).isEqualTo(2_000);
    }

    @Test
    void shouldKeepTheAccountWhileTheDatabaseIsAway() throws Exception {
        var orders = rig.source("r1", "orders", rig.topic("orders", 2));
        var dataSource = new Interruptible(rig.dataSource());
        try (var follower =
                new LedgerFollower(LedgerRig.client(), dataSource, "ledger", rig.settings(), Clock.systemUTC())) {
            follower.start();
            var verifier = rig.verifier(follower);
            orders.send(0, 100);
            verifier.verify(PATIENCE);
            dataSource.away = true;
            orders.send(100, 300);

            assertThat(verifier.verify(PATIENCE).totals().delivered()).isEqualTo(300);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(follower.state())
                            .isInstanceOfSatisfying(
                                    FollowerState.Following.class,
                                    following -> assertThat(following.trouble())
                                            .hasValueSatisfying(text -> assertThat(text)
                                                    .startsWith("saving the account in PostgreSQL failed"))));
            dataSource.away = false;
        }

        assertThat(rig.verify().totals().delivered()).isEqualTo(300);
    }

    @Test
    void shouldWaitForADatabaseThatIsNotThereYet() throws Exception {
        rig.source("r1", "orders", rig.topic("orders", 1)).send(0, 10);
        var dataSource = new Interruptible(rig.dataSource());
        dataSource.away = true;
        try (var follower =
                new LedgerFollower(LedgerRig.client(), dataSource, "ledger", rig.settings(), Clock.systemUTC())) {
            follower.start();
            var verifier = rig.verifier(follower);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(follower.state())
                            .isInstanceOfSatisfying(
                                    FollowerState.Starting.class,
                                    starting ->
                                            assertThat(starting.waitingFor()).contains("is away")));
            assertThat(verifier.account().verdict()).isInstanceOf(Verdict.Unknown.class);

            dataSource.away = false;

            assertThat(verifier.verify(PATIENCE).verdict()).isEqualTo(new Verdict.Complete());
        }
    }

    private void replace(String topic) throws Exception {
        rig.admin().deleteTopics(List.of(topic)).all().get();
        await().atMost(PATIENCE)
                .until(() -> !rig.admin().listTopics().names().get().contains(topic));
        rig.create(topic, 1);
    }

    private void killConnections() throws SQLException {
        try (var connection = rig.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where datname = current_database() and pid <> pg_backend_pid()");
        }
    }

    /** A database that can be out of reach. */
    private static final class Interruptible extends PGSimpleDataSource {
        private static final long serialVersionUID = 1L;

        private final transient PGSimpleDataSource real;
        private volatile boolean away;

        Interruptible(PGSimpleDataSource real) {
            this.real = real;
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (away) {
                throw new SQLException("the database is away");
            }
            return real.getConnection();
        }
    }
}
