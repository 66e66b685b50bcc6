package dev.millrace.checks.bench;

import dev.millrace.app.file.RedisSection;
import dev.millrace.flow.breaker.CallBreaker;
import dev.millrace.flow.limit.LimitSettings;
import dev.millrace.flow.limit.LimiterMode;
import dev.millrace.flow.limit.SharedLimit;
import dev.millrace.flow.redis.GuardedLeases;
import dev.millrace.flow.redis.RedisLeases;
import dev.millrace.settings.Rate;
import dev.millrace.settings.Share;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Our shared limit, put together as the program does it. */
final class OurPermits implements PermitSource {
    private static final long CONNECTED_LOOK = 10_000_000;

    private final RedisLeases leases;
    private final SharedLimit limit;

    OurPermits(LimiterTrial trial, URI redis, String instance) {
        this.leases = new RedisLeases(redis, System::nanoTime);
        // As in the program, which has other things to do before it sends: at first the connection is being made.
        while (!leases.isConnected()) {
            LockSupport.parkNanos(CONNECTED_LOOK);
        }
        var breaker = new CallBreaker("redis", RedisSection.usualBreaker(), Clock.systemUTC(), change -> {});
        this.limit = new SharedLimit(
                trial.name(),
                new LimitSettings(
                        new Rate((double) trial.permits()), LimiterTrial.WINDOW, new Share(0), List.of("bench")),
                instance,
                new GuardedLeases(leases, breaker, System::nanoTime),
                System::nanoTime);
    }

    @Override
    public int take(int wanted) {
        return limit.tryAcquire(wanted);
    }

    @Override
    public long waitNanos() {
        return limit.nanosUntilNext();
    }

    @Override
    public boolean isShared(int instances) {
        var status = limit.status();
        return status.mode() == LimiterMode.REDIS && status.instances() == instances;
    }

    @Override
    public void close() {
        limit.close();
        leases.close();
    }
}
