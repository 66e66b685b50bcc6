package dev.millrace.checks.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Processes that take all they can of one limit, for a while. */
final class LimiterRun {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Until shares have settled and most is compiled; windows are held to the limit from the first permit on. */
    private static final long SETTLE_NANOS = TimeUnit.SECONDS.toNanos(8);

    private static final List<String> OPTIONS = List.of("-Xmx128m", "-XX:+UseSerialGC");

    private final LimiterTrial trial;
    private final LimiterSide side;
    private final Duration length;

    LimiterRun(LimiterTrial trial, LimiterSide side, Duration length) {
        this.trial = trial;
        this.side = side;
        this.length = length;
    }

    /**
     * What came of it.
     *
     * @param permitsPerSecond all processes together
     * @param worst            the most that was certainly taken in any window
     * @param worstAsReturned  the most by the times when calls returned
     * @param callsPerSecond   calls of Redis for each process
     */
    record Figures(double permitsPerSecond, long worst, long worstAsReturned, double callsPerSecond) {}

    /** Runs it in a folder of its own. */
    Figures in(Path folder, URI redis) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var processes = new ArrayList<JavaProcess>();
        long begun = System.nanoTime();
        try (var calls = new RedisCalls(redis)) {
            for (int i = 0; i < trial.instances(); i++) {
                processes.add(start(folder, redis, name(i)));
            }
            awaitReady(processes);
            TimeUnit.NANOSECONDS.sleep(SETTLE_NANOS);
            long callsBefore = calls.of(side.commands());
            long from = System.nanoTime();
            TimeUnit.NANOSECONDS.sleep(length.toNanos());
            long to = System.nanoTime();
            long callsMade = calls.of(side.commands()) - callsBefore;
            Files.createFile(folder.resolve(LimiterWorker.STOP));
            for (var process : processes) {
                process.await(PATIENCE);
            }
            var taken = read(folder, begun);
            double seconds = (to - from) / 1e9;
            long window = LimiterTrial.WINDOW.toNanos();
            return new Figures(
                    taken.between(from, to) / seconds,
                    taken.worst(window),
                    taken.worstAsReturned(window),
                    callsMade / seconds / trial.instances());
        } finally {
            processes.forEach(JavaProcess::close);
        }
    }

    private JavaProcess start(Path folder, URI redis, String instance) throws IOException {
        var arguments = List.of(
                side.name(),
                redis.toString(),
                trial.name(),
                Long.toString(trial.permits()),
                Integer.toString(trial.instances()),
                instance);
        return JavaProcess.start(folder, OPTIONS, LimiterWorker.class.getName(), arguments);
    }

    private static void awaitReady(List<JavaProcess> processes) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (var process : processes) {
            while (!process.printed().contains(LimiterWorker.READY)) {
                if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                    throw new BenchFailed("a process takes no permits; it printed:\n" + process.printed());
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    private TakenPermits read(Path folder, long begun) throws IOException {
        var taken = new TakenPermits();
        for (int i = 0; i < trial.instances(); i++) {
            taken.read(LimiterWorker.times(folder, name(i)));
        }
        if (!taken.isWithin(begun, System.nanoTime())) {
            throw new BenchFailed("the processes on this machine do not share a clock, so windows cannot be looked at");
        }
        return taken;
    }

    private static String name(int instance) {
        return "instance-" + instance;
    }
}
