package dev.millrace.checks.bench;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/** What a Redis says of how often it was called. */
final class RedisCalls implements AutoCloseable {
    private static final Pattern LINE = Pattern.compile("cmdstat_([^:]+):calls=(\\d+)");

    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;

    RedisCalls(URI redis) {
        this.client = RedisClient.create(redis.toString());
        this.connection = client.connect();
    }

    /** How many calls of these commands there were since its start. */
    long of(List<String> commands) {
        return LINE.matcher(connection.sync().info("commandstats"))
                .results()
                .filter(line -> commands.contains(line.group(1)))
                .mapToLong(line -> Long.parseLong(line.group(2)))
                .sum();
    }

    @Override
    public void close() {
        connection.close();
        client.shutdown();
    }
}
