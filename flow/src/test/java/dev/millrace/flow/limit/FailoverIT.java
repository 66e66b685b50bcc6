package dev.millrace.flow.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.embedded.redis.EmbeddedRedis;
import dev.millrace.embedded.redis.RedisSettings;
import dev.millrace.settings.Rate;
import dev.millrace.settings.Share;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances on a Redis with a replica, behind one address; the first is killed and the replica takes its place. */
class FailoverIT {
    private static final long SECOND = 1_000_000_000L;
    private static final long LIMIT = 20_000;

    @TempDir
    Path folder;

    private final Sendings sendings = new Sendings();
    private final List<Loop> loops = new ArrayList<>();
    private final ErrorBound bound = new ErrorBound(LIMIT, 2, Duration.ofSeconds(1), new Share(0));
    private EmbeddedRedis first;
    private EmbeddedRedis second;
    private Relay address;

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
        var settings =
                new LimitSettings(new Rate((double) LIMIT), Duration.ofSeconds(1), new Share(0), List.of("orders"));
        for (var name : List.of("one", "two")) {
            loops.add(new Loop(uri, "shop", settings, name, sendings));
        }
        soon().until(() -> loops.stream()
                .allMatch(loop -> loop.status().mode() == LimiterMode.REDIS
                        && loop.status().instances() == 2));
        soon().until(() -> info().contains("master_link_status:up"));
        untilSent(LIMIT);
    }

    @AfterEach
    void end() throws Exception {
        for (var loop : loops) {
            loop.close();
        }
        address.close();
        second.close();
        first.close();
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(5));
    }

    private void untilMode(LimiterMode mode) {
        soon().until(() -> loops.stream().allMatch(loop -> loop.status().mode() == mode));
    }

    private void untilSent(long more) {
        long aim = sent() + more;
        soon().until(() -> sent() >= aim);
    }

    private long sent() {
        return loops.stream().mapToLong(loop -> loop.status().taken()).sum();
    }

    @Test
    void aReplicaThatTakesOverGoesOnWithWhatItWasToldAndWithWhatWasSpentMeanwhile() throws Exception {
        ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly();
        untilMode(LimiterMode.LOCAL);
        // It takes no leases while it is a replica: to refuse them is as good as to be gone.
        address.leadTo(second.port());
        long refused = refusals();
        soon().until(() -> refusals() >= refused + 4);
        assertThat(loops).allSatisfy(loop -> assertThat(loop.status().mode()).isEqualTo(LimiterMode.LOCAL));

        tell(first.password(), RedisCommands::replicaofNoOne);
        untilMode(LimiterMode.REDIS);
        untilSent(3 * LIMIT);

        synchronized (sendings) {
            assertThat(sendings.worst(SECOND)).isLessThanOrEqualTo(bound.worstWindowOfAnOutage());
        }
        assertThat(loops).allSatisfy(loop -> {
            assertThat(loop.longestWaitMillis()).isLessThanOrEqualTo(50);
            assertThat(loop.status().instances()).isEqualTo(2);
        });
    }

    private long refusals() {
        return loops.stream().mapToLong(loop -> loop.status().failures()).sum();
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
