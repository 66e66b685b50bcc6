package dev.millrace.ledger.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A ledger whose servers are away, and those who wait for it. */
class AwaitFollowingTest {
    private final LedgerFollower follower = new LedgerFollower(
            Map.of("bootstrap.servers", "127.0.0.1:1"), away(), "test", LedgerSettings.defaults(), Clock.systemUTC());

    private static PGSimpleDataSource away() {
        var dataSource = new PGSimpleDataSource();
        dataSource.setUrl("jdbc:postgresql://127.0.0.1:1/none");
        return dataSource;
    }

    @Test
    void nobodyIsKeptWaitingForLonger() throws Exception {
        try (follower) {
            follower.start();

            assertThat(follower.awaitFollowing(Duration.ofMillis(50))).isFalse();
        }
    }

    @Test
    void nobodyWaitsForALedgerThatHasStopped() throws Exception {
        follower.start();
        follower.close();

        assertThat(follower.awaitFollowing(Duration.ofDays(1))).isFalse();
    }
}
