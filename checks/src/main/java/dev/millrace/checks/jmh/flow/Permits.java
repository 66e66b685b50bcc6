package dev.millrace.checks.jmh.flow;

import dev.millrace.flow.limit.LeaseReply;
import dev.millrace.flow.limit.LeaseRequest;
import dev.millrace.flow.limit.LimitSettings;
import dev.millrace.flow.limit.SharedLimit;
import dev.millrace.settings.Rate;
import dev.millrace.settings.Share;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** What it takes to ask a shared limit for permits, of which there are some for a third of the time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // set up before use
public class Permits {
    private static final long A_SECOND = 100_000_000;

    private SharedLimit limit;

    @Setup
    public void open() {
        var settings =
                new LimitSettings(new Rate((double) A_SECOND), Duration.ofSeconds(1), new Share(0), List.of("bench"));
        limit = new SharedLimit("bench", settings, "one", Permits::granted, System::nanoTime);
    }

    /** All that is asked for, at once. */
    private static CompletableFuture<LeaseReply> granted(LeaseRequest request) {
        return CompletableFuture.completedFuture(
                new LeaseReply(request.want(), 0, A_SECOND / 2, 1, A_SECOND * 1_000, System.nanoTime() / 1_000, 1, 1));
    }

    /** A loop that is alone. */
    @Benchmark
    public int tryAcquire() {
        return limit.tryAcquire(256);
    }

    /** Two at once. */
    @Benchmark
    @Threads(2)
    public int tryAcquireByTwo() {
        return limit.tryAcquire(256);
    }
}
