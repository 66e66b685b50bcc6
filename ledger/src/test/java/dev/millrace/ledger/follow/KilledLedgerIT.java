package dev.millrace.ledger.follow;

import static dev.millrace.ledger.testing.LedgerRig.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.embedded.testing.SharedKafka;
import dev.millrace.embedded.testing.TestDatabase;
import dev.millrace.event.progress.SourceKind;
import dev.millrace.ledger.testing.LedgerRig;
import dev.millrace.ledger.testing.SourceDouble;
import dev.millrace.ledger.verify.Totals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger in a process of its own is killed amid its work, over and over; the account comes out exact. */
class KilledLedgerIT {
    private static final int BATCH = 500;
    private static final String PASSWORD = "LEDGER_PASSWORD";

    private final LedgerRig rig = new LedgerRig();

    @TempDir
    private Path folder;

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    @Test
    void shouldBeExactAfterAKill() throws Exception {
        assertExactAfter(1, 50_000);
    }

    @Test
    @Tag("faults")
    void shouldBeExactAfterEveryKill() throws Exception {
        assertExactAfter(6, 300_000);
    }

    private void assertExactAfter(int kills, int events) throws Exception {
        var random = new Random(20261121);
        var topic = rig.topic("orders", 3);
        var sender = Thread.ofVirtual().start(() -> send(topic, events));
        for (int kill = 0; kill < kills; kill++) {
            long before = saved();
            var ledger = startLedger(kill);
            try {
                // It has got somewhere, and is somewhere amid the next save when it dies.
                await().atMost(PATIENCE.multipliedBy(3)).until(() -> saved() > before || !sender.isAlive());
                LockSupport.parkNanos(random.nextInt(100_000_000));
            } finally {
                ledger.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        }
        sender.join();

        var verification = rig.verify();

        // Index 777 was left out, and 4242 was sent once more.
        assertThat(verification.totals()).isEqualTo(new Totals(events, 0, events - 1, 1, 1, 0, 0, 0, 0, 0, 0));
    }

    private void send(String topic, int events) {
        var words = new SourceDouble.Words(rig.progressTopic(), rig.deviationTopic());
        try (var orders =
                new SourceDouble(SharedKafka.bootstrapServers(), words, "r1", "orders", topic, SourceKind.GENERATED)) {
            for (long start = 0; start < events; start += BATCH) {
                orders.begin();
                for (long index = start; index < start + BATCH; index++) {
                    if (index != 777) {
                        orders.event(index);
                    }
                }
                if (start == events / 2) {
                    orders.event(4_242);
                }
                orders.claim(start + BATCH, 0);
                orders.commit();
            }
        }
    }

    private long saved() throws Exception {
        try (var connection = rig.dataSource().getConnection();
                var statement = connection.createStatement();
                var there = statement.executeQuery("select to_regclass('ledger.lane') is not null")) {
            there.next();
            if (!there.getBoolean(1)) {
                return 0;
            }
            try (var events = statement.executeQuery("select coalesce(sum(events), 0) from ledger.lane")) {
                events.next();
                return events.getLong(1);
            }
        }
    }

    private Process startLedger(int number) throws IOException {
        var database = rig.database();
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledLedgerIT.class.getName(),
                        SharedKafka.bootstrapServers(),
                        rig.progressTopic(),
                        rig.deviationTopic(),
                        database.jdbcUrl(),
                        database.user())
                .redirectErrorStream(true)
                .redirectOutput(Files.createFile(folder.resolve("ledger-" + number + ".log"))
                        .toFile());
        // Not an argument, which other accounts of the machine can read.
        builder.environment().put(PASSWORD, database.password());
        return builder.start();
    }

    /** The child: a ledger that saves as often as it can. */
    public static void main(String[] args) {
        var settings =
                new LedgerSettings(args[1], Set.of(), Duration.ofMillis(20), 1_000, Duration.ofMillis(200), args[2]);
        var follower = new LedgerFollower(
                Map.of("bootstrap.servers", args[0]),
                LedgerRig.dataSource(new TestDatabase(args[3], args[4], System.getenv(PASSWORD))),
                "child",
                settings,
                Clock.systemUTC());
        follower.start();
        // Should the test itself be killed, nothing stays behind.
        ProcessHandle.current().parent().orElseThrow().onExit().join();
    }
}
