package dev.millrace.checks.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** One process of the limiter's benchmark: takes all the permits it is given, and writes down when. */
final class LimiterWorker {
    /** When a file of this name is there, all end. */
    static final String STOP = "stop";

    /** What is printed once permits come and all share the limit. */
    static final String READY = "ready";

    /** As many as a sender would hand over at once, at such a rate. */
    private static final int WANTED = 1_000;

    /** A sender that is given less than it could send gathers for a moment before it asks again. */
    private static final long SHORTEST_WAIT = 200_000;

    private static final long BETWEEN_LOOKS = 50_000_000;

    private LimiterWorker() {}

    /** What it writes its times to. */
    static Path times(Path folder, String instance) {
        return folder.resolve(instance + ".times");
    }

    /**
     * Arguments: whose permits, Redis, the limit's name, permits a window, instances, this one's name; runs in the
     * folder that it writes to.
     */
    public static void main(String[] arguments) throws IOException {
        var trial = new LimiterTrial(arguments[2], Long.parseLong(arguments[3]), Integer.parseInt(arguments[4]));
        var redis = URI.create(arguments[1]);
        var instance = arguments[5];
        var folder = Path.of("").toAbsolutePath();
        var taken = new TakenPermits();
        try (var permits = switch (LimiterSide.valueOf(arguments[0])) {
            case OURS -> new OurPermits(trial, redis, instance);
            case BUCKET4J -> new Bucket4jPermits(trial, redis);
        }) {
            takeUntilStopped(permits, trial.instances(), folder.resolve(STOP), taken);
        }
        taken.write(times(folder, instance));
    }

    private static void takeUntilStopped(PermitSource permits, int instances, Path stop, TakenPermits taken) {
        boolean ready = false;
        long lookAt = System.nanoTime();
        while (true) {
            long before = System.nanoTime();
            int got = permits.take(WANTED);
            long after = System.nanoTime();
            if (got > 0) {
                taken.add(before, after, got);
            }
            if (got < WANTED) {
                LockSupport.parkNanos(Math.max(SHORTEST_WAIT, permits.waitNanos()));
            }
            if (after - lookAt >= 0) {
                lookAt = after + BETWEEN_LOOKS;
                if (!ready && permits.isShared(instances)) {
                    ready = true;
                    System.out.println(READY);
                }
                if (Files.exists(stop)) {
                    return;
                }
            }
        }
    }
}
