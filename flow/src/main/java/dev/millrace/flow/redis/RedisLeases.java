package dev.millrace.flow.redis;

import dev.millrace.flow.limit.LeaseReply;
import dev.millrace.flow.limit.LeaseRequest;
import dev.millrace.flow.limit.LeaseServer;
import dev.millrace.flow.limit.NanoClock;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * The logs of shared limits in a Redis server, over one connection; each lease is one call. Where there is no connection
 * a question fails at once, and a new connection is tried for every 100 ms or so that questions come. Safe for use by
 * several threads.
 */
public final class RedisLeases implements LeaseServer, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Questions a server that does not answer may owe; further ones fail at once. */
    private static final int MOST_OWED = 256;

    private final RedisURI uri;
    private final NanoClock clock;
    private final ClientResources resources;
    private final RedisClient client;
    private final LeaseScript script = LeaseScript.load();
    private volatile RedisLink link;

    /**
     * Begins to connect, and does not wait for it.
     *
     * @param uri as in {@code redis://:password@host:6379}, {@code rediss://} for TLS
     */
    public RedisLeases(URI uri, NanoClock clock) {
        this.uri = RedisURI.create(uri);
        this.uri.setTimeout(PATIENCE);
        this.clock = clock;
        this.resources = ClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .build();
        this.client = RedisClient.create(resources);
        client.setOptions(ClientOptions.builder()
                // Pending questions are worthless on a new connection: connections are made anew here.
                .autoReconnect(false)
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MOST_OWED)
                .protocolVersion(ProtocolVersion.RESP2)
                .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                .socketOptions(SocketOptions.builder().connectTimeout(PATIENCE).build())
                .build());
        this.link = RedisLink.to(client, this.uri, clock);
    }

    @Override
    public CompletionStage<LeaseReply> lease(LeaseRequest request) {
        var current = link();
        var connection = current.connection();
        if (connection == null) {
            return CompletableFuture.failedFuture(new LogUnreachable(
                    "no connection to Redis at " + uri.getHost() + ":" + uri.getPort() + "; it is being tried again"));
        }
        current.asked();
        var keys = RedisKeys.of(request.limit()).array();
        var arguments = LeaseScript.arguments(request);
        return call(connection, keys, arguments)
                .thenApply(LeaseScript::reply)
                .whenComplete((reply, failure) -> {
                    if (failure == null) {
                        current.answered();
                    }
                })
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private CompletableFuture<List<Object>> call(
            StatefulRedisConnection<String, String> connection, String[] keys, String[] arguments) {
        var commands = connection.async();
        return commands.<List<Object>>evalsha(script.sha(), ScriptOutputType.MULTI, keys, arguments)
                .toCompletableFuture()
                .exceptionallyCompose(failure -> {
                    // A server that was started anew has not seen the script yet.
                    var cause = failure instanceof CompletionException ? failure.getCause() : failure;
                    return cause instanceof RedisNoScriptException
                            ? commands.<List<Object>>eval(script.text(), ScriptOutputType.MULTI, keys, arguments)
                            : CompletableFuture.failedFuture(failure);
                });
    }

    /** The connection to use; another one is begun if this one is spent. */
    private RedisLink link() {
        return link.isSpent() ? renewed() : link;
    }

    /** Locks, but waits for nothing: a new connection is only begun. */
    private synchronized RedisLink renewed() {
        if (link.isSpent()) {
            var _ = link.close();
            link = RedisLink.to(client, uri, clock);
        }
        return link;
    }

    /** Whether there is a connection now. */
    public boolean isConnected() {
        return link.connection() != null;
    }

    /** Closes the connection; waits a moment for it. */
    @Override
    public void close() {
        client.shutdown(Duration.ZERO, PATIENCE);
        resources.shutdown(0, PATIENCE.toMillis(), TimeUnit.MILLISECONDS).awaitUninterruptibly(PATIENCE.toMillis());
    }
}
