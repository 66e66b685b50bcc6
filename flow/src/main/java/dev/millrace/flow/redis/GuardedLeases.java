package dev.millrace.flow.redis;

import dev.millrace.flow.breaker.Breaker;
import dev.millrace.flow.limit.LeaseReply;
import dev.millrace.flow.limit.LeaseRequest;
import dev.millrace.flow.limit.LeaseServer;
import dev.millrace.flow.limit.NanoClock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A log behind a breaker: while that is open, questions fail at once. As thread-safe as the two. */
public final class GuardedLeases implements LeaseServer {
    private final LeaseServer server;
    private final Breaker breaker;
    private final NanoClock clock;

    public GuardedLeases(LeaseServer server, Breaker breaker, NanoClock clock) {
        this.server = server;
        this.breaker = breaker;
        this.clock = clock;
    }

    @Override
    public CompletionStage<LeaseReply> lease(LeaseRequest request) {
        if (!breaker.tryPermission()) {
            return CompletableFuture.failedFuture(new LogUnreachable("the breaker before Redis is open"));
        }
        long begin = clock.nanos();
        CompletionStage<LeaseReply> answer;
        try {
            answer = server.lease(request);
        } catch (RuntimeException e) {
            breaker.onFailure(clock.nanos() - begin);
            return CompletableFuture.failedFuture(e);
        }
        return answer.whenComplete((reply, failure) -> {
            long took = clock.nanos() - begin;
            if (failure == null) {
                breaker.onSuccess(took);
            } else {
                breaker.onFailure(took);
            }
        });
    }
}
