package dev.millrace.flow.limit;

import java.util.random.RandomGenerator;

/** One instance: a loop that sends what the limit lets it. Its clock has nothing to do with the others'. */
final class Sender {
    private static final int BATCH = 200;

    private final World world;
    private final RandomGenerator random;
    private final Sendings sendings;
    private final SharedLimit limit;
    private final LimitCaller caller;
    private double rate;
    private final long since;
    private boolean running = true;
    private long sent;
    private long longestWait;

    /** @param rate what it has to send a second; infinite for one that takes all it is given */
    Sender(World world, RandomGenerator random, Sendings sendings, String name, LimitSettings settings, double rate) {
        this(world, random, sendings, limit(world, random, name, settings), rate);
    }

    /** One of several loops on an instance. */
    Sender(World world, RandomGenerator random, Sendings sendings, SharedLimit limit, double rate) {
        this.world = world;
        this.random = random;
        this.sendings = sendings;
        this.rate = rate;
        this.since = world.now();
        this.limit = limit;
        this.caller = limit.caller();
        world.after(random.nextLong(1_000_000), this::turn);
    }

    static SharedLimit limit(World world, RandomGenerator random, String name, LimitSettings settings) {
        long offset = random.nextLong(1L << 40);
        return new SharedLimit("shop", settings, name, world.server(), () -> world.now() + offset);
    }

    private void turn() {
        if (!running) {
            return;
        }
        long backlog =
                rate == Double.POSITIVE_INFINITY ? Long.MAX_VALUE : (long) ((world.now() - since) * 1e-9 * rate) - sent;
        if (backlog <= 0) {
            world.after((long) (1e9 / rate), this::turn);
            return;
        }
        int wanted = (int) Math.min(BATCH, backlog);
        int got = caller.tryAcquire(wanted, backlog);
        if (got > 0) {
            sent += got;
            sendings.add(world.now(), got);
        }
        long wait = got == wanted ? 5_000 : limit.nanosUntilNext();
        longestWait = Math.max(longestWait, wait);
        // A thread wakes up late, and now and then it has been held up.
        long late = random.nextLong(60_000) + (random.nextInt(2_000) == 0 ? 1_500_000 : 0);
        world.after(wait + late, this::turn);
    }

    void becomeGreedy() {
        rate = Double.POSITIVE_INFINITY;
    }

    void change(LimitSettings settings) {
        limit.change(settings);
    }

    void leave() {
        running = false;
        limit.close();
    }

    void crash() {
        running = false;
    }

    /** How much is due and not sent. */
    long waiting() {
        return (long) ((world.now() - since) * 1e-9 * rate) - sent;
    }

    long sent() {
        return sent;
    }

    long longestWait() {
        return longestWait;
    }

    LimitStatus status() {
        return limit.status();
    }
}
