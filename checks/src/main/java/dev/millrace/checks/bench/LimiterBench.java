package dev.millrace.checks.bench;

import dev.millrace.embedded.redis.EmbeddedRedis;
import dev.millrace.embedded.redis.RedisSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * How much of one limit processes get that share it on one Redis, by how many calls, and what the worst window held:
 * looked for over all windows, wherever they begin, by the times at which each process took permits.
 */
final class LimiterBench implements Bench {
    private final long permits;
    private final int instances;
    private final Duration length;

    /**
     * @param permits   the limit, a second
     * @param instances processes that share it
     * @param length    for how long each run is looked at
     */
    LimiterBench(long permits, int instances, Duration length) {
        this.permits = permits;
        this.instances = instances;
        this.length = length;
    }

    @Override
    public String name() {
        return "limiter";
    }

    @Override
    public String about() {
        return "%d processes on one limit of %,d permits/s in one Redis, beside Bucket4j".formatted(instances, permits);
    }

    @Override
    public BenchReport run(int pairs) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("millrace-bench");
        try (var redis = EmbeddedRedis.start(new RedisSettings(folder.resolve("redis"), 0))) {
            var ours = new ArrayList<LimiterRun.Figures>();
            var theirs = new ArrayList<LimiterRun.Figures>();
            var done = Pairs.run(
                    pairs,
                    side(LimiterSide.OURS, folder, redis.uri(), ours),
                    side(LimiterSide.BUCKET4J, folder, redis.uri(), theirs));
            return new BenchReport(
                    name(),
                    "Bucket4j on Lettuce, a bucket that holds 1% of the limit, 1000 permits a call",
                    done,
                    more(ours, theirs));
        } finally {
            Folders.delete(folder);
        }
    }

    /** One side, whose runs' figures are added to a list; each has a limit of its own, so that none begins with what another left. */
    private Pairs.Side side(LimiterSide side, Path folder, URI redis, List<LimiterRun.Figures> figures) {
        return () -> {
            var name = "bench-" + side.name().toLowerCase(Locale.ROOT) + "-" + figures.size();
            var run = new LimiterRun(new LimiterTrial(name, permits, instances), side, length)
                    .in(folder.resolve(name), redis);
            figures.add(run);
            return run.permitsPerSecond();
        };
    }

    private Map<String, Object> more(List<LimiterRun.Figures> ours, List<LimiterRun.Figures> theirs) {
        return Map.of(
                "limit", permits,
                "instances", instances,
                "seconds_a_run", length.toSeconds(),
                "worst_window", most(ours, LimiterRun.Figures::worst),
                "worst_window_as_returned", most(ours, LimiterRun.Figures::worstAsReturned),
                "redis_calls_per_second_and_instance", calls(ours),
                "against_worst_window", most(theirs, LimiterRun.Figures::worst),
                "against_worst_window_as_returned", most(theirs, LimiterRun.Figures::worstAsReturned),
                "against_redis_calls_per_second_and_instance", calls(theirs));
    }

    private static long most(List<LimiterRun.Figures> runs, ToLongFunction<LimiterRun.Figures> figure) {
        return runs.stream().mapToLong(figure).max().orElseThrow();
    }

    private static double calls(List<LimiterRun.Figures> runs) {
        ToDoubleFunction<LimiterRun.Figures> figure = LimiterRun.Figures::callsPerSecond;
        return Math.round(runs.stream().mapToDouble(figure).max().orElseThrow() * 10) / 10.0;
    }
}
