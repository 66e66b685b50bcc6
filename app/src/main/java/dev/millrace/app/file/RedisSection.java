package dev.millrace.app.file;

import dev.millrace.flow.breaker.BreakerSettings;
import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Share;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A Redis server to use. */
public record RedisSection(
        @Doc("Where it is: redis://host:port, rediss:// for TLS; with a password redis://:${PASSWORD}@host:port.")
        URI address,

        @Doc(
                "When the breaker before it opens, and how it closes again; without it, for 1s when half of 50 calls failed.")
        @Nullable
        BreakerSettings breaker) {
    public RedisSection {
        var scheme = address.getScheme();
        if (address.getHost() == null || !("redis".equals(scheme) || "rediss".equals(scheme))) {
            throw new InvalidSetting("address", "must be like redis://host:6379 or rediss://host:6379");
        }
    }

    /** What the breaker before Redis goes by where nothing is said. A question is small, and asked many times a second. */
    public static BreakerSettings usualBreaker() {
        return new BreakerSettings(
                new Share(0.5), Duration.ofMillis(50), new Share(0.8), 50, 10, Duration.ofSeconds(1), 5);
    }

    /** Leaves out the password. */
    @Override
    public String toString() {
        return "RedisSection[" + hostAndPort() + "]";
    }

    /** Where it is, without password. */
    public String hostAndPort() {
        return address.getHost() + ":" + (address.getPort() < 0 ? 6379 : address.getPort());
    }
}
