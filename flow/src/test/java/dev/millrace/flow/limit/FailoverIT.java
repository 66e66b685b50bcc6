package dev.millrace.flow.limit;

import static dev.millrace.flow.limit.TwoInstances.LIMIT;
import static dev.millrace.flow.limit.TwoInstances.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.embedded.redis.EmbeddedRedis;
import dev.millrace.embedded.redis.RedisSettings;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances on a Redis with a replica, behind one address; the first is killed and the replica takes its place. */
class FailoverIT {
    @TempDir
    Path folder;

    private EmbeddedRedis first;
    private EmbeddedRedis second;
    private Relay address;
    private TwoInstances instances;

    @BeforeEach
    void start() throws Exception {
        first = EmbeddedRedis.start(new RedisSettings(folder.resolve("first"), 0));
        second = EmbeddedRedis.start(new RedisSettings(folder.resolve("second"), 0));
        tell(second.password(), it -> {
            it.configSet("masterauth", first.password());
            it.replicaof("127.0.0.1", first.port());
            it.configSet("requirepass", first.password());
        });
        address = new Relay(first.port());
        var uri = URI.create("redis://:" + first.password() + "@127.0.0.1:" + address.port());
        instances = new TwoInstances(uri);
        soon().until(() -> info().contains("master_link_status:up"));
        // So that the replica was told of a second in full.
        instances.untilSent(LIMIT);
    }

    @AfterEach
    void end() throws Exception {
        instances.close();
        address.close();
        second.close();
        first.close();
    }

    @Test
    void aReplicaThatTakesOverGoesOnWithWhatItWasToldAndWithWhatWasSpentMeanwhile() throws Exception {
        ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly();
        instances.untilMode(LimiterMode.LOCAL);
        // It takes no leases while it is a replica: to refuse them is as good as to be gone.
        address.leadTo(second.port());
        long refused = instances.failures();
        soon().until(() -> instances.failures() >= refused + 4);
        assertThat(instances.statuses()).extracting(LimitStatus::mode).containsOnly(LimiterMode.LOCAL);

        tell(first.password(), RedisCommands::replicaofNoOne);
        instances.untilMode(LimiterMode.REDIS);
        instances.untilSent(3 * LIMIT);

        instances.assertHeld(TwoInstances.bound().worstWindowOfAnOutage());
        assertThat(instances.statuses()).extracting(LimitStatus::instances).containsOnly(2L);
    }

    private String info() {
        var client = client(first.password());
        try (var connection = client.connect()) {
            return connection.sync().info("replication");
        } finally {
            client.shutdown();
        }
    }

    /** Tells the second server. */
    private void tell(String password, Consumer<RedisCommands<String, String>> words) {
        var client = client(password);
        try (var connection = client.connect()) {
            words.accept(connection.sync());
        } finally {
            client.shutdown();
        }
    }

    private RedisClient client(String password) {
        return RedisClient.create("redis://:" + password + "@127.0.0.1:" + second.port());
    }
}
