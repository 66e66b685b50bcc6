package dev.millrace.app.program;

import dev.millrace.app.file.MillraceFile;
import dev.millrace.app.file.RedisSection;
import dev.millrace.flow.breaker.CallBreaker;
import dev.millrace.flow.redis.GuardedLeases;
import dev.millrace.flow.redis.RedisLeases;
import dev.millrace.generator.flow.BreakerFigures;
import dev.millrace.generator.flow.LimitFigures;
import dev.millrace.generator.flow.SourceFlows;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The flow control of the file's sources, and where there are limits, the way to Redis. Thread-safe. */
record FlowPart(SourceFlows flows, Optional<Leases> leases) implements AutoCloseable {
    private static final String REDIS = "redis";

    /** The logs of the limits, and the breaker before them. */
    record Leases(RedisLeases redis, CallBreaker breaker) {}

    /** @param instance tells this program from all others */
    static FlowPart start(MillraceFile file, Optional<RedisServer> redis, String instance, Clock clock) {
        if (redis.isEmpty()) {
            return new FlowPart(SourceFlows.of(file.flow(), file.ownFlows(), clock), Optional.empty());
        }
        var section = file.redis();
        var settings = section == null || section.breaker() == null ? RedisSection.usualBreaker() : section.breaker();
        var leases = new Leases(
                new RedisLeases(redis.get().uri(), System::nanoTime),
                new CallBreaker(REDIS, settings, clock, change -> {}));
        var guarded = new GuardedLeases(leases.redis(), leases.breaker(), System::nanoTime);
        return new FlowPart(
                SourceFlows.of(file.flow(), file.ownFlows(), file.limitSettings(), instance, guarded, clock),
                Optional.of(leases));
    }

    List<LimitFigures> limits() {
        return flows.limits();
    }

    List<BreakerFigures> breakers() {
        var breakers = new ArrayList<>(flows.breakers());
        leases.ifPresent(made -> breakers.add(
                new BreakerFigures(REDIS, made.breaker().state(), made.breaker().notClosed())));
        return breakers;
    }

    /** What is the matter with Redis, if anything is. */
    Optional<String> redisTrouble() {
        return leases.filter(made -> !made.redis().isConnected())
                .map(made -> "does not answer; limits are held by this program alone");
    }

    @Override
    public void close() {
        flows.close();
        leases.ifPresent(made -> made.redis().close());
    }
}
