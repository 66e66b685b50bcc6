package dev.millrace.generator.flow;

import dev.millrace.flow.batch.BatchSettings;
import dev.millrace.flow.breaker.Breaker;
import dev.millrace.flow.limit.LeaseReply;
import dev.millrace.flow.limit.LimitSettings;
import dev.millrace.flow.limit.NanoClock;
import dev.millrace.flow.limit.SharedLimit;
import dev.millrace.flow.shed.Machine;
import dev.millrace.settings.Rate;
import dev.millrace.settings.Share;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The flow of a loop under a limit that grants all it is asked for: it counts which permits were taken.
 *
 * @param flow  the loop's
 * @param limit that it takes permits of
 */
public record LimitedFlow(SourceFlow flow, SharedLimit limit) {
    private static final long EPOCH = 1;

    /** On a machine and with clocks that a test moves. */
    public static LimitedFlow of(
            FlowSettings settings, @Nullable Breaker breaker, Machine machine, NanoClock nanos, Clock wall) {
        var ofLimit = new LimitSettings(new Rate(1e6), Duration.ofSeconds(1), new Share(1), List.of("source"));
        var numbers = new AtomicLong();
        var limit = new SharedLimit(
                "shop",
                ofLimit,
                "here",
                request -> CompletableFuture.completedFuture(new LeaseReply(
                        request.want(),
                        0,
                        request.want(),
                        1,
                        1_000 * ofLimit.permits(),
                        nanos.nanos() / 1_000,
                        EPOCH,
                        numbers.incrementAndGet())),
                nanos);
        var flow = new SourceFlow(
                limit,
                breaker,
                BatchSettings.defaults(),
                FlowPolicy.of(settings),
                new Shedding(settings.shed(), settings.priorityOrDefault(), machine, () -> 0),
                new AcknowledgedLatency(wall),
                nanos);
        return new LimitedFlow(flow, limit);
    }
}
