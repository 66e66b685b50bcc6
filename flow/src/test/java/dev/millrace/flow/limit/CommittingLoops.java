package dev.millrace.flow.limit;

import java.util.random.RandomGenerator;

/**
 * One instance whose loops share its leases, as the shards of a source do: each loop sends what it is given, and every so
 * often is held up by a commit.
 */
final class CommittingLoops {
    private static final int BATCH = 256;
    private static final long BETWEEN_COMMITS = 100_000_000;

    private final World world;
    private final RandomGenerator random;
    private final Sendings sendings;
    private final SharedLimit limit;
    private final long commitNanos;

    /** @param commitNanos how long a commit takes; some take up to twice as long, some less */
    CommittingLoops(
            World world,
            RandomGenerator random,
            Sendings sendings,
            String name,
            LimitSettings settings,
            int loops,
            long commitNanos) {
        this.world = world;
        this.random = random;
        this.sendings = sendings;
        this.commitNanos = commitNanos;
        this.limit = new SharedLimit("shop", settings, name, world.server(), world::now);
        for (int i = 0; i < loops; i++) {
            long first = world.now() + random.nextLong(BETWEEN_COMMITS);
            world.after(random.nextLong(1_000_000), () -> turn(first));
        }
    }

    private void turn(long commitAt) {
        if (world.now() >= commitAt) {
            long took = (long) (commitNanos * 2 * random.nextDouble());
            world.after(took, () -> turn(world.now() + BETWEEN_COMMITS));
            return;
        }
        int got = limit.tryAcquire(BATCH);
        if (got > 0) {
            sendings.add(world.now(), got);
        }
        long wait = got == BATCH ? 5_000 : limit.nanosUntilNext();
        world.after(Math.min(wait, commitAt - world.now()) + random.nextLong(60_000), () -> turn(commitAt));
    }
}
