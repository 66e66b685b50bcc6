package dev.millrace.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.embedded.testing.SharedPostgres;
import dev.millrace.event.interval.IntervalSet;
import dev.millrace.event.progress.Deviation;
import dev.millrace.event.progress.DeviationKind;
import dev.millrace.event.progress.Progress;
import dev.millrace.event.progress.Shard;
import dev.millrace.event.progress.SourceKind;
import dev.millrace.ledger.account.Account;
import dev.millrace.ledger.account.Gap;
import dev.millrace.ledger.account.Position;
import dev.millrace.ledger.account.SourceKey;
import dev.millrace.ledger.account.Statement;
import dev.millrace.ledger.testing.LedgerRig;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

class LedgerStoreIT {
    private static final Instant NOW = Instant.parse("2026-11-21T20:59:23.123456Z");

    private final PGSimpleDataSource dataSource = LedgerRig.dataSource(SharedPostgres.newDatabase());
    private final LedgerStore store = new LedgerStore(dataSource, "first");

    @Test
    void shouldBeginWithNothing() throws SQLException {
        assertThat(store.takeOver()).isEqualTo(Statement.EMPTY);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void shouldReadBackWhateverWasSavedStepByStep(long seed) throws SQLException {
        var random = new Random(seed);
        var account = new Account(store.takeOver());
        for (int save = 0; save < 10; save++) {
            change(account, random);
            store.save(account.statement());
        }

        var read = new LedgerStore(dataSource, "second").takeOver();

        assertSame(read, account.statement());
    }

    @Test
    void shouldWriteNothingWhereNothingHasChanged() throws SQLException {
        var account = new Account(store.takeOver());
        change(account, new Random(1));
        store.save(account.statement());
        var before = lastWrite();

        store.save(account.statement());

        assertThat(lastWrite()).isEqualTo(before);
    }

    @ParameterizedTest(name = "from version {0}")
    @ValueSource(strings = {"1", "2"})
    void shouldMakeTheTablesAgainWhereTheNoteThatTheyWereMadeIsMissing(String first) throws SQLException {
        store.takeOver();
        // What a connection leaves behind that is killed when the tables are committed and their note is not.
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement("delete from ledger.history where version >= ?")) {
            statement.setString(1, first);
            assertThat(statement.executeUpdate()).isPositive();
        }

        assertThat(new LedgerStore(dataSource, "second").takeOver()).isEqualTo(Statement.EMPTY);
    }

    @Test
    void shouldRefuseToSaveOnceAnotherHasTakenOver() throws SQLException {
        var account = new Account(store.takeOver());
        new LedgerStore(dataSource, "second").takeOver();
        change(account, new Random(1));

        assertThatThrownBy(() -> store.save(account.statement()))
                .isInstanceOf(LedgerTakenOverException.class)
                .hasMessageContaining("'second'");

        assertThat(new LedgerStore(dataSource, "third").takeOver()).isEqualTo(Statement.EMPTY);
    }

    @Test
    void shouldMakeUpForACommitWhoseAnswerWasLost() throws SQLException {
        var deaf = new DeafDataSource(dataSource);
        var unlucky = new LedgerStore(deaf, "unlucky");
        var account = new Account(unlucky.takeOver());
        change(account, new Random(4));
        deaf.losesAnswers = true;
        assertThatThrownBy(() -> unlucky.save(account.statement())).isInstanceOf(SQLException.class);
        deaf.losesAnswers = false;
        change(account, new Random(5));

        unlucky.save(account.statement());

        assertSame(new LedgerStore(dataSource, "second").takeOver(), account.statement());
    }

    /** Part by part and without their text, which runs to pages. */
    private static void assertSame(Statement read, Statement written) {
        assertThat(read.claims().equals(written.claims())).as("claims").isTrue();
        assertThat(read.sources().equals(written.sources())).as("sources").isTrue();
        assertThat(read.topics().equals(written.topics())).as("topics").isTrue();
        assertThat(read.positions().equals(written.positions())).as("positions").isTrue();
        assertThat(read.gaps().equals(written.gaps())).as("gaps").isTrue();
    }

    private String lastWrite() throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select xmin::text from ledger.holder")) {
            row.next();
            return row.getString(1);
        }
    }

    private static void change(Account account, Random random) {
        for (int i = 0; i < 5; i++) {
            var run = "r" + random.nextInt(3);
            var source = "s'\"%" + random.nextInt(3);
            var topic = "t" + random.nextInt(2);
            int shards = 1 + random.nextInt(3);
            var shard = new Shard(random.nextInt(shards), shards);
            account.claim(new Progress(
                    run,
                    source,
                    SourceKind.INGESTED,
                    topic,
                    random.nextInt(1_000),
                    0,
                    Duration.ofMillis(random.nextInt(1_000)),
                    NOW.plusSeconds(random.nextInt(2_000)),
                    random.nextBoolean(),
                    0,
                    Map.of("file", "nul \u0000 \ud83d\ude00"),
                    Set.of(),
                    shard,
                    ""));
            var seen = account.source(new SourceKey(run, source, shard)).orElseThrow();
            for (int event = 0; event < 200; event++) {
                int partition = random.nextInt(3);
                seen.delivered(random.nextInt(5_000), topic, partition, event);
                account.readUpTo(new TopicPartition(topic, partition), new Position("id", random.nextInt(1_000)));
            }
            for (int word = 0; word < 20; word++) {
                var kinds = DeviationKind.values();
                var indices = new IntervalSet();
                indices.add(random.nextInt(5_000));
                var deviation = new Deviation(run, source, topic, kinds[random.nextInt(kinds.length)], indices);
                seen.announced(deviation, "deviations", 0, word);
                seen.poisoned(random.nextInt(5_000), topic, 0, word);
            }
            seen.deadLettered(random.nextInt(10_000), topic, topic + ".dlq", 0, i);
            account.topic(topic).foreign();
            account.topic(topic).unreadable(0, i, "not JSON: \u0000");
            account.topic(topic + ".dlq").letter(random.nextBoolean() ? "" : "pipeline");
        }
        var cause = random.nextBoolean() ? Gap.Cause.RETENTION : Gap.Cause.REPLACED;
        account.gap(new Gap("t0", 1, random.nextInt(10), 10, cause, NOW), new Position("id", 10));
    }

    /** A database that commits, and whose answer to that gets lost. */
    private static final class DeafDataSource extends PGSimpleDataSource {
        private static final long serialVersionUID = 1L;

        private final transient PGSimpleDataSource real;
        private boolean losesAnswers;

        DeafDataSource(PGSimpleDataSource real) {
            this.real = real;
        }

        @Override
        public Connection getConnection() throws SQLException {
            var connection = real.getConnection();
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        try {
                            var answer = method.invoke(connection, arguments);
                            if (losesAnswers && method.getName().equals("commit")) {
                                throw new SQLException("connection lost");
                            }
                            return answer;
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }
    }
}
