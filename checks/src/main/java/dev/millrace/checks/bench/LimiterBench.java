package dev.millrace.checks.bench;

import dev.millrace.embedded.redis.EmbeddedRedis;
import dev.millrace.embedded.redis.RedisSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
            var figures = new HashMap<LimiterSide, List<LimiterRun.Figures>>();
            var runs = new int[1];
            var sides = new HashMap<LimiterSide, Pairs.Side>();
            for (var side : LimiterSide.values()) {
                var ofSide = new ArrayList<LimiterRun.Figures>();
                figures.put(side, ofSide);
                sides.put(side, () -> {
                    // A limit of its own for each run: none begins with what another left.
                    var name = "bench-" + runs[0]++;
                    var run = new LimiterRun(new LimiterTrial(name, permits, instances), side, length)
                            .in(folder.resolve(name), redis.uri());
                    ofSide.add(run);
                    return run.permitsPerSecond();
                });
            }
            var done = Pairs.run(pairs, sides.get(LimiterSide.OURS), sides.get(LimiterSide.BUCKET4J));
            return new BenchReport(
                    name(),
                    "Bucket4j on Lettuce, a bucket that holds 1% of the limit, 1000 permits a call",
                    done,
                    more(figures.get(LimiterSide.OURS), figures.get(LimiterSide.BUCKET4J)));
        } finally {
            Folders.delete(folder);
        }
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
