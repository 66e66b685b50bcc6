package dev.millrace.flow.batch;

/**
 * How many bytes may be in flight to a broker, so that it acknowledges them in a chosen time: the rate at which it
 * acknowledges, times that time. So batches grow while the broker is quick and shrink when it slows.
 *
 * <p>The law is Flink's buffer debloating, with the brakes of Vector's adaptive concurrency: a tenth less when answers
 * take unusually long, or when the broker says that it is overloaded. While the sender leaves room unused, the rate says
 * nothing about the broker, and the target does not grow. Where the way alone takes longer than the chosen time, one and a
 * half times the way is taken instead; now and then, and when little is left of the target, half the bytes are held back
 * for a moment to see how long the way is ({@link WayProbe}).
 *
 * <p>Meant to be told of batches rather than events. The clock is the caller's: nanoseconds that only go forward, the same
 * for all calls. Safe for use by several threads.
 */
public final class BatchController {
    private static final double NEWEST_RATE = 0.2;
    private static final double BRAKE = 0.9;

    /** From one interval to the next it grows by no more than this. */
    private static final double GROWTH = 1.15;

    /** With less than this part of the room used, the sender is what limits. */
    private static final double ROOM_USED = 0.8;

    private static final double ABOVE_LEAST = 1.5;
    private static final long SHORTEST_INTERVAL = 10_000_000;
    private static final long BETWEEN_PROBES = 5_000_000_000L;

    /** With less than this part of what the target was, it is looked at whether the way has become longer. */
    private static final double MUCH_LESS = 0.5;

    private final BatchSettings settings;
    private final RoundTrips roundTrips;
    private double target;
    private double rate;
    private long inFlight;
    private long mostInFlight;
    private long begun;
    private long acknowledged;
    private long answers;
    private double roundTripSum;
    private boolean overloaded;
    private final WayProbe probe = new WayProbe();
    private long nextProbe;
    /** The most that the target was since it was last looked at. */
    private double targetBefore;
    /** How long answers took in the last interval that had any. */
    private double usual;

    /** Begins with the least. */
    public BatchController(BatchSettings settings, long now) {
        this.settings = settings;
        this.roundTrips = new RoundTrips(2 * BETWEEN_PROBES, now);
        this.target = settings.least().bytes();
        this.begun = now;
        this.nextProbe = now + BETWEEN_PROBES;
    }

    /** How many more bytes may be sent now; not negative. A batch may exceed it: better late than split. */
    public synchronized long room(long now) {
        turn(now);
        double allowed = probe.isOn(now) ? Math.max((double) settings.least().bytes(), target / 2) : target;
        return Math.max(0, (long) allowed - inFlight);
    }

    /** A batch was handed to the producer. */
    public synchronized void sent(long bytes) {
        inFlight += bytes;
        mostInFlight = Math.max(mostInFlight, inFlight);
    }

    /**
     * A batch was acknowledged.
     *
     * @param roundTripNanos the broker's share of the time it took, without lingering
     */
    public synchronized void acknowledged(long bytes, long roundTripNanos, long now) {
        inFlight -= bytes;
        acknowledged += bytes;
        answers++;
        roundTripSum += roundTripNanos;
        roundTrips.add(roundTripNanos, now);
        probe.answered(roundTripNanos, now);
        turn(now);
    }

    /**
     * A batch failed.
     *
     * @param overload whether by a time-out, or because the broker has too few replicas in step: signs of overload
     */
    public synchronized void failed(long bytes, boolean overload, long now) {
        inFlight -= bytes;
        overloaded |= overload;
        turn(now);
    }

    /** Bytes that should be in flight, from the least to the most. */
    public synchronized long target() {
        return (long) target;
    }

    /** Bytes in flight. */
    public synchronized long inFlight() {
        return inFlight;
    }

    /** How many bytes to gather before sending: what the broker takes in the linger time, within what may be in flight. */
    public synchronized long gather() {
        double lingered = rate * settings.linger().toNanos() * 1e-9;
        return (long) Math.clamp(lingered, Math.min(16_384, target), target);
    }

    private void turn(long now) {
        long interval = now - begun;
        if (interval < Math.max(SHORTEST_INTERVAL, latency() / 2)) {
            return;
        }
        var probing = probe.isOn(now);
        var braking = overloaded;
        if (answers > 0) {
            usual = roundTripSum / answers;
            var unusual = roundTrips.isUnusual(usual);
            braking |= unusual && usual > latency();
            double newest = acknowledged * 1e9 / interval;
            rate = rate == 0 ? newest : rate + NEWEST_RATE * (newest - rate);
        }
        if (braking) {
            target = held(target * BRAKE);
        } else if (answers > 0 && !probing) {
            double wanted = rate * latency() * 1e-9;
            var isRoomUsed = mostInFlight >= ROOM_USED * target;
            if (isRoomUsed) {
                target = held(Math.min(wanted, target * GROWTH));
            }
        }
        begun = now;
        acknowledged = 0;
        answers = 0;
        roundTripSum = 0;
        mostInFlight = inFlight;
        overloaded = false;
        targetBefore = Math.max(targetBefore, target);
        lookAtTheWay(now);
    }

    private void lookAtTheWay(long now) {
        if (probe.isOver(now)) {
            long way = probe.end();
            if (way > 0) {
                roundTrips.leastIs(way, now);
            }
            targetBefore = target;
        }
        if (!probe.isOn(now) && (now - nextProbe >= 0 || target < MUCH_LESS * targetBefore)) {
            // What is in flight has to be answered first, and then what is sent instead.
            probe.begin(now, 2 * Math.max(latency(), (long) usual), usual);
            nextProbe = now + BETWEEN_PROBES;
        }
    }

    /** The time that what is in flight should take, in nanoseconds. */
    private long latency() {
        return Math.max(settings.target().toNanos(), (long) (ABOVE_LEAST * roundTrips.least()));
    }

    private double held(double bytes) {
        return Math.clamp(bytes, (double) settings.least().bytes(), (double)
                settings.most().bytes());
    }
}
