package dev.millrace.embedded.testing;

import dev.millrace.embedded.parts.OpenParts;
import dev.millrace.embedded.redis.EmbeddedRedis;
import dev.millrace.embedded.redis.RedisSettings;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One Redis server for all tests of a JVM, started when first asked for, gone with its folder when the JVM ends. Tests
 * share it, so each uses names of its own. Safe for use by several threads.
 */
public final class SharedRedis {
    private static final String FOLDERS = "millrace-redis-";
    private static final AtomicInteger NAMES = new AtomicInteger();

    private SharedRedis() {}

    private static final class Holder {
        static final EmbeddedRedis SERVER = start();

        static EmbeddedRedis start() {
            TemporaryFolder.removeAbandoned(FOLDERS, EmbeddedRedis::stopLeftOver);
            var parts = new OpenParts();
            var folder = parts.add(TemporaryFolder.make(FOLDERS));
            var server = EmbeddedRedis.start(new RedisSettings(folder.path(), 0));
            parts.add(server::close);
            Runtime.getRuntime()
                    .addShutdownHook(
                            Thread.ofPlatform().name("shared-redis-end").unstarted(parts::close));
            return server;
        }
    }

    /** How clients reach it. */
    public static URI uri() {
        return Holder.SERVER.uri();
    }

    /** A name for keys that no other test of this JVM has. */
    public static String newName(String prefix) {
        return prefix + "-" + NAMES.incrementAndGet();
    }
}
