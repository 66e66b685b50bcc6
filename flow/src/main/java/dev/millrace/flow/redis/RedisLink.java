package dev.millrace.flow.redis;

import dev.millrace.flow.limit.NanoClock;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One connection to Redis, or the attempt at one. Safe for use by several threads. */
final class RedisLink {
    /** A server that owes an answer for so long is not waited for: the way to it may be dead without a sign. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** From one attempt to the next. */
    private static final long BETWEEN_ATTEMPTS_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final long NOTHING_OWED = Long.MIN_VALUE;

    private final CompletableFuture<StatefulRedisConnection<String, String>> connection;
    private final NanoClock clock;
    private final long begunAt;
    private final AtomicLong owedSince = new AtomicLong(NOTHING_OWED);

    private RedisLink(
            CompletableFuture<StatefulRedisConnection<String, String>> connection, NanoClock clock, long begunAt) {
        this.connection = connection;
        this.clock = clock;
        this.begunAt = begunAt;
    }

    /** Begins to connect. */
    static RedisLink to(RedisClient client, RedisURI uri, NanoClock clock) {
        return new RedisLink(client.connectAsync(StringCodec.UTF8, uri).toCompletableFuture(), clock, clock.nanos());
    }

    /** The connection, if it is there. */
    @Nullable
    StatefulRedisConnection<String, String> connection() {
        if (!connection.isDone() || connection.isCompletedExceptionally()) {
            return null;
        }
        var made = connection.join();
        return made.isOpen() ? made : null;
    }

    /** Whether it is no use to go on with this one, and time for the next attempt. */
    boolean isSpent() {
        long now = clock.nanos();
        long owed = owedSince.get();
        if (owed != NOTHING_OWED && now - owed > PATIENCE_NANOS) {
            return true;
        }
        long patience = connection.isDone() ? BETWEEN_ATTEMPTS_NANOS : PATIENCE_NANOS;
        return connection() == null && now - begunAt > patience;
    }

    /** A question was sent. */
    void asked() {
        owedSince.compareAndSet(NOTHING_OWED, clock.nanos());
    }

    /** The server said something. */
    void answered() {
        owedSince.set(NOTHING_OWED);
    }

    /** Gives it up, now or as soon as it is made. Does not wait. */
    CompletableFuture<Void> close() {
        return connection
                .handle((made, failure) -> made)
                .thenCompose(made -> made == null || !made.isOpen()
                        ? CompletableFuture.<Void>completedFuture(null)
                        : made.closeAsync());
    }
}
