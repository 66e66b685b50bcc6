package dev.millrace.flow.limit;

import dev.millrace.flow.redis.RedisLeases;
import java.net.URI;
import java.util.concurrent.locks.LockSupport;

/** One instance with a connection of its own and a thread that takes all it is given, in real time. */
final class Loop implements AutoCloseable {
    private static final int MOST_SENDINGS = 4_000_000;

    private final RedisLeases leases;
    private final SharedLimit limit;
    private final Thread thread;
    private final Sendings sendings;
    private volatile boolean running = true;
    private volatile long longestWait;

    Loop(URI redis, String name, LimitSettings settings, String instance, Sendings sendings) {
        this.leases = new RedisLeases(redis, System::nanoTime);
        this.limit = new SharedLimit(name, settings, instance, leases, System::nanoTime);
        this.sendings = sendings;
        this.thread = Thread.ofPlatform().name(instance).start(this::run);
    }

    private void run() {
        for (int i = 0; running && i < MOST_SENDINGS; i++) {
            long before = System.nanoTime();
            int got = limit.tryAcquire(500);
            long after = System.nanoTime();
            if (got > 0) {
                synchronized (sendings) {
                    sendings.add(before, after, got);
                }
            } else {
                long wait = limit.nanosUntilNext();
                longestWait = Math.max(longestWait, wait);
                LockSupport.parkNanos(wait);
            }
        }
    }

    LimitStatus status() {
        return limit.status();
    }

    long longestWaitMillis() {
        return longestWait / 1_000_000;
    }

    @Override
    public void close() throws InterruptedException {
        running = false;
        thread.join();
        limit.close();
        leases.close();
    }
}
